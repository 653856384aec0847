/**
 * The virtual hosts of a proxy at a port: which host names are whose.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/networking/core/httproute.go
 * @module
 */
import { covers, isWildcard } from '../model/hosts';
import { type Port, readingOf, type Service } from '../model/service';
import type { VirtualService } from '../model/virtual-services';
import { type Egress, egressAt, type Scope } from './scope';

/** What answers for a host name. */
export interface VirtualHost {
  /** The host of the service, or of the VirtualService if there is no such service. */
  readonly host: string;
  /** The VirtualService that has the rules; undefined if there is none. */
  readonly routes: VirtualService | undefined;
  /** The service; undefined if only a VirtualService has the host. */
  readonly service: Service | undefined;
}

/** Whether proxies read the requests at a port as HTTP, at least if they look like it. */
export function isHttp(port: Port): boolean {
  return ['http', 'unknown'].includes(readingOf(port));
}

/** The virtual hosts of the proxies of a scope at a port. */
export class VirtualHosts {
  private readonly exact = new Map<string, VirtualHost[]>();
  private readonly wildcards = new Map<string, VirtualHost[]>();
  /** The ExternalName Services that stand for a host. */
  private readonly aliases = new Map<string, readonly Service[]>();

  constructor(
    scope: Scope,
    private readonly port: number,
    private readonly namespace: string,
  ) {
    const egress = egressAt(scope, port);
    const services = servicesAt(egress, port);
    const names = new Set([...services.values()].filter(isServed).map(({ host }) => host));
    for (const alias of egress.aliases)
      if (alias.target !== undefined)
        this.aliases.set(alias.target, [...(this.aliases.get(alias.target) ?? []), alias]);
    for (const routes of egress.virtualServices) this.addRoutes(routes, services, names, egress);
    for (const service of services.values())
      if (isServed(service) && service.ports.some((each) => each.number === port && isHttp(each)))
        this.claim(service, undefined, names);
  }

  /** All virtual hosts, wildcards included. */
  all(): readonly VirtualHost[] {
    return [...new Set([...this.exact.values(), ...this.wildcards.values()].flat())];
  }

  /**
   * What answers for a host name, which may be any name of a service.
   *
   * @param applies whether a VirtualService has any rule for the proxy
   */
  find(host: string, applies: (routes: VirtualService) => boolean): VirtualHost | undefined {
    const isFor = ({ routes }: VirtualHost): boolean => routes === undefined || applies(routes);
    const exact = this.exact.get(host)?.find(isFor);
    if (exact !== undefined) return exact;
    const wide = [...this.wildcards.keys()].filter((wildcard) => covers(wildcard, host));
    for (const wildcard of wide.sort((one, other) => other.length - one.length)) {
      const found = this.wildcards.get(wildcard)?.find(isFor);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** Claims the hosts of a VirtualService: those of services, and others where it has a service, or at port 80. */
  private addRoutes(
    routes: VirtualService,
    services: ReadonlyMap<string, Service>,
    names: ReadonlySet<string>,
    egress: Egress,
  ): void {
    const found: Service[] = [];
    const others: string[] = [];
    for (const host of routes.hosts.filter((each) => !isWildcard(each))) {
      const service = services.get(host);
      if (service === undefined) others.push(host);
      else found.push(service);
    }
    for (const wildcard of routes.hosts.filter(isWildcard)) {
      const covered = [...services.values()].filter(({ host }) => covers(wildcard, host) || covers(host, wildcard));
      if (covered.length === 0) others.push(wildcard);
      found.push(...covered.filter(({ host }) => mostSpecific(host, egress.virtualServices) === routes));
    }
    const reachable = found.filter(({ ports }) => ports.some((each) => each.number === this.port && isHttp(each)));
    if (reachable.length === 0 && this.port !== 80) return;
    for (const host of others) this.claimName(host, { host, routes, service: undefined });
    for (const service of reachable) this.claim(service, routes, names);
  }

  private claim(service: Service, routes: VirtualService | undefined, known: ReadonlySet<string>): void {
    const virtualHost = { host: service.host, routes, service };
    const all = [service, ...(this.aliases.get(service.host) ?? [])];
    const own = new Set(all.map(({ host }) => host));
    // a short name does not stand in for the whole name of another service
    for (const name of all.flatMap((each) => each.namesIn(this.namespace)))
      if (own.has(name) || !known.has(name)) this.claimName(name, virtualHost);
  }

  private claimName(name: string, virtualHost: VirtualHost): void {
    const table = isWildcard(name) ? this.wildcards : this.exact;
    const found = table.get(name);
    if (found === undefined) table.set(name, [virtualHost]);
    else found.push(virtualHost);
  }
}

/** Whether a service has a virtual host of its own; an ExternalName shares that of the host that it stands for. */
function isServed({ resolution }: Service): boolean {
  return resolution !== 'alias';
}

function servicesAt({ routed }: Egress, port: number): ReadonlyMap<string, Service> {
  return new Map(
    routed.filter(({ ports }) => ports.some(({ number }) => number === port)).map((service) => [service.host, service]),
  );
}

/** The VirtualService whose host is the most specific one over a service's host. */
function mostSpecific(host: string, all: readonly VirtualService[]): VirtualService | undefined {
  let best: VirtualService | undefined;
  let length = -1;
  for (const routes of all) {
    for (const name of routes.hosts) {
      if (name === host && length !== Infinity) [best, length] = [routes, Infinity];
      if (isWildcard(name) && name.length > length && covers(name, host)) [best, length] = [routes, name.length];
    }
  }
  return best;
}
