/**
 * Which filter chain of a listener takes a connection.
 * @see https://www.envoyproxy.io/docs/envoy/latest/api-v3/config/listener/v3/listener_components.proto#config-listener-v3-filterchainmatch
 * @module
 */
import type { FilterChain, FilterChainMatch, Listener, ListenerPredicate } from './resources';
import type { Connection } from './wire';

/** What a listener knows of a connection. */
interface Inspected {
  readonly address: string;
  readonly port: number;
  readonly serverName: string;
  readonly transport: 'tls' | 'raw_buffer';
  readonly protocols: readonly string[];
}

/** The filter chain for a connection; undefined if the listener closes it. */
export function chainFor(listener: Listener, connection: Connection): FilterChain | undefined {
  const { address, port, serverName, transport, protocols } = inspected(listener, connection);
  let left = listener.filterChains ?? [];
  const narrow = (rank: (match: FilterChainMatch) => number | undefined): void => {
    left = best(left, rank);
  };
  narrow(({ destinationPort }) => (destinationPort === undefined ? 0 : destinationPort === port ? 1 : undefined));
  narrow(({ prefixRanges = [] }) => (prefixRanges.length === 0 ? 0 : longest(prefixRanges, address)));
  narrow(({ serverNames = [] }) => (serverNames.length === 0 ? 0 : closest(serverNames, serverName.toLowerCase())));
  narrow(({ transportProtocol = '' }) =>
    transportProtocol === '' ? 0 : transportProtocol === transport ? 1 : undefined,
  );
  narrow(({ applicationProtocols = [] }) =>
    applicationProtocols.length === 0 ? 0 : firstOf(protocols, applicationProtocols),
  );
  return left[0] ?? listener.defaultFilterChain;
}

/** The chains of the highest rank. Those without a rank do not match. */
function best(
  chains: readonly FilterChain[],
  rank: (match: FilterChainMatch) => number | undefined,
): readonly FilterChain[] {
  const ranked = chains.flatMap((chain) => {
    const found = rank(chain.filterChainMatch ?? {});
    return found === undefined ? [] : [{ chain, found }];
  });
  const highest = Math.max(...ranked.map(({ found }) => found));
  return ranked.filter(({ found }) => found === highest).map(({ chain }) => chain);
}

function longest(
  ranges: readonly { readonly addressPrefix: string; readonly prefixLen?: number }[],
  address: string,
): number | undefined {
  const matching = ranges.filter((each) => isWithin(address, each.addressPrefix, each.prefixLen ?? 0));
  return matching.length === 0 ? undefined : 1 + Math.max(...matching.map(({ prefixLen = 0 }) => prefixLen));
}

function isWithin(address: string, prefix: string, length: number): boolean {
  const bits = (text: string): string =>
    text
      .split('.')
      .map((each) => Number(each).toString(2).padStart(8, '0'))
      .join('');
  if (address.includes(':') || prefix.includes(':')) return address === prefix;
  return bits(address).slice(0, length) === bits(prefix).slice(0, length);
}

/** An exact name comes before a wildcard, and a long wildcard before a short one. */
function closest(names: readonly string[], serverName: string): number | undefined {
  const ranks = names.flatMap((name) => {
    if (name === serverName) return [Number.MAX_SAFE_INTEGER];
    if (name.startsWith('*.') && serverName.endsWith(name.slice(1)) && serverName.length > name.length - 1)
      return [name.length];
    return [];
  });
  return ranks.length === 0 ? undefined : Math.max(...ranks);
}

/** The first protocol that the connection offers and a chain takes. */
function firstOf(offered: readonly string[], taken: readonly string[]): number | undefined {
  const index = offered.findIndex((each) => taken.includes(each));
  return index < 0 ? undefined : offered.length - index;
}

/** What the filters of a listener find out about a connection. */
function inspected(listener: Listener, { target: { address, port }, envelope, payload }: Connection): Inspected {
  const has = (name: string): boolean =>
    (listener.listenerFilters ?? []).some(
      (each) => each.name === `envoy.filters.listener.${name}` && !holds(each.filterDisabled, port),
    );
  const hello = envelope ?? (payload.kind === 'tls' ? payload : undefined);
  if (hello !== undefined && has('tls_inspector'))
    return { address, port, serverName: hello.serverName, transport: 'tls', protocols: hello.alpn };
  const isHttp = hello === undefined && payload.kind === 'http' && has('http_inspector');
  return { address, port, serverName: '', transport: 'raw_buffer', protocols: isHttp ? ['http/1.1'] : [] };
}

function holds(predicate: ListenerPredicate | undefined, port: number): boolean {
  if (predicate === undefined) return false;
  const { anyMatch, notMatch, orMatch, andMatch, destinationPortRange: range } = predicate;
  if (anyMatch === true) return true;
  if (notMatch !== undefined) return !holds(notMatch, port);
  if (orMatch !== undefined) return (orMatch.rules ?? []).some((each) => holds(each, port));
  if (andMatch !== undefined) return (andMatch.rules ?? []).every((each) => holds(each, port));
  return range !== undefined && port >= (range.start ?? 0) && port < (range.end ?? 0);
}
