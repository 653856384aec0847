/**
 * Reads the arguments of `multicluster trace`.
 * @module
 */
import { CallSite, ConfigError, issue } from '../../errors';
import type { MeshFacts, TraceRequest } from '../../trace';
import { COMMANDS } from '../messages';

/** The options as they are written. */
export interface TraceOptions {
  readonly from: string;
  readonly header: readonly string[];
  readonly without: readonly string[];
  readonly gateway: readonly string[];
  readonly locality: readonly string[];
  readonly meshConfig?: string;
  readonly connected?: boolean;
  readonly json?: boolean;
  readonly color: boolean;
}

/** What is asked: the manifests, and the request. */
export interface Question {
  readonly paths: readonly string[];
  readonly request: TraceRequest;
}

/** Reads the arguments: paths of manifests, a method if there is one, and the URL; and the headers (MC221). */
export function readQuestion(args: readonly string[], { from, header }: TraceOptions): Question {
  const to = args.at(-1) ?? '';
  const rest = args.slice(0, -1);
  const last = rest.at(-1) ?? '';
  const hasMethod = rest.length > 1 && /^[A-Z]+$/.test(last);
  const headers = Object.fromEntries(header.map((text) => pairOf(text, ':', '-H', "'end-user: jason'")));
  return {
    paths: hasMethod ? rest.slice(0, -1) : rest,
    request: { from, to, headers, ...(hasMethod && { method: last }) },
  };
}

/**
 * Reads what the manifests do not tell (MC221).
 *
 * @param config the text of Istio's configuration, if a file of it was given
 */
export function readFacts(options: TraceOptions, names: readonly string[], config: string | undefined): MeshFacts {
  const { without, gateway, locality, connected } = options;
  const gateways = gateway.map((text) => pairOf(text, '=', '--gateway', 'cluster2=203.0.113.2'));
  const localities = new Map(locality.map((text) => pairOf(text, '=', '--locality', 'cluster1=us-south/zone1')));
  const factsOf = (name: string): { readonly locality?: string; readonly config?: string } => {
    const place = localities.get(name);
    return { ...(place !== undefined && { locality: place }), ...(config !== undefined && { config }) };
  };
  return {
    gateways: new Map(gateways.map(([cluster, address]) => [address, cluster])),
    clusters: new Map(names.map((name) => [name, factsOf(name)])),
    without,
    ...(connected !== undefined && { isConnected: connected }),
  };
}

/** Reads a pair such as `name: value`. */
function pairOf(text: string, separator: string, option: string, example: string): readonly [string, string] {
  const at = text.indexOf(separator);
  if (at > 0) return [text.slice(0, at).trim(), text.slice(at + 1).trim()];
  const what = `${option} must be a pair, such as ${example}, but is "${text}".`;
  throw new ConfigError([issue(COMMANDS.MC221, { what, got: text }, CallSite.here())]);
}
