/**
 * What the rules of VirtualServices import into a proxy: the services that they send requests to.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/model/push_context.go
 * @module
 */
import { type Destination, type HTTPRoute, isSeenFrom } from '../../istio';
import type { Service } from '../model/service';
import type { Placed, VirtualService } from '../model/virtual-services';

/** The numbers of ports by host; `all` if a rule names none. */
type Ports = ReadonlyMap<string, ReadonlySet<number> | 'all'>;

/** The destinations of rules, for proxies of one namespace. */
export class Destinations {
  private readonly ports = new Map<VirtualService, Ports>();

  /**
   * Prepares to look for destinations.
   *
   * @param servicesOf the services of a host, whomever they are exported to, the oldest first
   * @param rulesOf the HTTP rules of a VirtualService, with those of its delegates
   */
  constructor(
    private readonly namespace: string,
    private readonly servicesOf: (host: string) => readonly Service[],
    readonly rulesOf: (routes: VirtualService) => readonly Placed<HTTPRoute>[],
  ) {}

  /**
   * The service that rules mean by a host: one of the namespace, even if it is exported to nobody, else a Kubernetes Service, else
   * the oldest one, if the namespace finds them by their host. Of a namespace, only its Kubernetes Service or its oldest one counts.
   */
  serviceFor(host: string): Service | undefined {
    const all = this.servicesOf(host);
    const firsts = all.filter((each) => each === firstIn(each.namespace, all));
    const found = firsts.filter(({ finders }) => isSeenFrom(finders, this.namespace));
    return (
      firsts.find(({ namespace }) => namespace === this.namespace) ??
      found.find(({ isOfKubernetes }) => isOfKubernetes) ??
      found[0]
    );
  }

  /** The ports of hosts to which the rules of a VirtualService send requests. */
  portsIn(routes: VirtualService): Ports {
    const before = this.ports.get(routes);
    if (before !== undefined) return before;
    const found = new Map<string, Set<number> | 'all'>();
    for (const { host, port } of this.destinationsOf(routes)) {
      const { number = 0 } = port ?? {};
      const ports = found.get(host) ?? new Set();
      found.set(host, number === 0 || ports === 'all' ? 'all' : ports.add(number));
    }
    this.ports.set(routes, found);
    return found;
  }

  private destinationsOf(routes: VirtualService): readonly Destination[] {
    const { tls, tcp } = routes;
    const http = this.rulesOf(routes)
      .map(({ route }) => route)
      .filter(({ match = [] }) => this.isForNamespace(match));
    const all = [...http, ...[...tls, ...tcp].map(({ route }) => route)].flatMap(({ route = [] }) => route);
    const mirrors = http.flatMap(({ mirror, mirrors: more = [] }) => [
      ...(mirror === undefined ? [] : [mirror]),
      ...more.map(({ destination }) => destination),
    ]);
    return [...all.map(({ destination }) => destination), ...mirrors];
  }

  /** Whether conditions that name namespaces name this one. */
  private isForNamespace(match: readonly { readonly sourceNamespace?: string }[]): boolean {
    const named = match.map(({ sourceNamespace = '' }) => sourceNamespace).filter((each) => each !== '');
    return named.length === 0 || named.includes(this.namespace);
  }
}

/** The service of a host that counts for a namespace: its Kubernetes Service, else its oldest one. */
export function firstIn(namespace: string, all: readonly Service[]): Service | undefined {
  const own = all.filter((each) => each.namespace === namespace);
  return own.find(({ isOfKubernetes }) => isOfKubernetes) ?? own[0];
}
