/**
 * What callers can ask for: the hosts that their proxies know, with the rules for each.
 * @module
 */
import { groupBy } from '../manifests';
import { ingressNamed } from './callers';
import { commonHosts } from './gateway/common-hosts';
import { gatewayPorts } from './gateway/ports';
import { isLoopback } from './loopback';
import type { TracedMesh } from './mesh';
import type { Proxy } from './model/proxy';
import type { Workload } from './model/workload';
import { type Option, optionsOf, type Router } from './route/http-rules';
import { routesInOrderFor } from './scope/in-order';
import type { Scope } from './scope/scope';
import { isHttp, type VirtualHost } from './scope/virtual-hosts';
import type { Site } from './site';

/** A host that a caller can send HTTP requests to. */
export interface Offer {
  /** The caller, as a request names it. */
  readonly from: string;
  /** The URL without a path: `http://reviews:9080`. */
  readonly url: string;
  /** The alternatives of its rules, in the order in which they are tried; none if there are no rules. */
  readonly options: readonly Option[];
}

/**
 * Finds what callers can ask for. The callers are workloads with sidecars, and ingress gateways. Of callers that have the same
 * rules for a host, only the first is listed.
 */
export function offersIn(mesh: TracedMesh): readonly Offer[] {
  return [...mesh.sites.values()].flatMap((site) => [...ofSidecars(site), ...ofIngress(site, mesh)]);
}

function ofSidecars(site: Site): readonly Offer[] {
  const offers = new Map<string, Offer>();
  for (const [scope, callers] of callersByScope(site)) {
    const [first] = callers;
    if (first === undefined) continue;
    for (const port of portsOf(scope)) {
      const hosts = site.virtualHostsAt(scope, port, first.proxy.namespace);
      for (const virtualHost of hosts.all())
        for (const { proxy, from } of dependsOnCaller(virtualHost, site) ? callers : [first]) {
          const router: Router = { proxy, port, gateway: 'mesh' };
          const options = optionsFor(virtualHost, router, site);
          const key = keyOf(virtualHost, port, options);
          const isUsed = (): boolean =>
            hosts.find(concrete(virtualHost.host), (routes) => optionsOf(site.rulesOf(routes), router).length > 0) ===
            virtualHost;
          if (offers.has(key) || isHidden(virtualHost, scope) || !isUsed()) continue;
          const name = concrete(nameFor(virtualHost, proxy));
          if (isLoopback(name)) continue;
          offers.set(key, { from, url: urlOf('http', name, port), options });
        }
    }
  }
  return [...offers.values()];
}

interface Caller {
  readonly from: string;
  readonly proxy: Proxy;
  readonly scope: Scope;
}

/** The workloads with sidecars, by what they know. */
function callersByScope(site: Site): ReadonlyMap<Scope, readonly Caller[]> {
  const callers = site.cluster.workloads.flatMap((workload): readonly Caller[] => {
    if (!workload.hasProxy || workload.replicas === 0 || workload.isGateway) return [];
    if (site.cluster.down.has(workload)) return [];
    const from = callerName(workload, site);
    return from === undefined ? [] : [{ from, ...site.sidecarOf(workload) }];
  });
  return groupBy(callers, ({ scope }) => scope);
}

/** The name of a workload as a caller; undefined if several have it, as a Deployment that is in two files does. */
function callerName({ cluster, namespace, name }: Workload, site: Site): string | undefined {
  const all = site.workloadsNamed(name);
  if (all.length === 1) return `${cluster}/${name}`;
  return all.filter((each) => each.namespace === namespace).length === 1
    ? `${cluster}/${namespace}/${name}`
    : undefined;
}

/** The ports with HTTP. A VirtualService for a host without a service is for port 80. */
function portsOf({ egress }: Scope): ReadonlySet<number> {
  const routed = egress.flatMap((each) => each.routed);
  return new Set([80, ...routed.flatMap(({ ports }) => ports.filter(isHttp).map(({ number }) => number))]);
}

/**
 * Whether callers are not expected to ask for a host: it is only that of a ServiceEntry, such as the one behind a
 * VirtualService, or it is there because each VirtualService is also at port 80, where its service has no port.
 */
function isHidden({ host, routes, service }: VirtualHost, { services }: Scope): boolean {
  if (routes === undefined) return service?.isOfKubernetes !== true;
  return service === undefined && services.get(host) !== undefined;
}

function optionsFor({ routes }: VirtualHost, router: Router, site: Site): readonly Option[] {
  return routes === undefined ? [] : optionsOf(site.rulesOf(routes), router);
}

/** Whether the rules for a host are not the same for all callers of a scope. */
function dependsOnCaller({ routes }: VirtualHost, site: Site): boolean {
  if (routes === undefined) return false;
  const matches = site.rulesOf(routes).flatMap(({ route }) => route.match ?? []);
  return matches.some(
    ({ sourceLabels = {}, sourceNamespace = '' }) => Object.keys(sourceLabels).length > 0 || sourceNamespace !== '',
  );
}

function keyOf({ host, routes }: VirtualHost, port: number, options: readonly Option[]): string {
  const used = options.map(({ rule, match }) => [rule.object.id, rule.path[2], match]);
  return JSON.stringify([host, port, routes?.object.id, used]);
}

/** The shortest name of a host for a caller. */
function nameFor({ host, service }: VirtualHost, { namespace }: Proxy): string {
  if (service?.isOfKubernetes !== true) return host;
  const [name = ''] = service.object.name.split('.');
  return service.namespace === namespace ? name : `${name}.${service.namespace}`;
}

/** A host that a wildcard covers. */
function concrete(host: string): string {
  return host === '*' ? 'any.example' : host.replace(/^\*/, 'any');
}

function urlOf(scheme: 'http' | 'https', host: string, port: number): string {
  return `${scheme}://${host}${port === (scheme === 'http' ? 80 : 443) ? '' : `:${port}`}`;
}

function ofIngress(site: Site, mesh: TracedMesh): readonly Offer[] {
  const from = `${site.cluster.name}/ingress`;
  const sender = ingressNamed(from, mesh.sites);
  if (sender === undefined) return [];
  const { proxy } = sender;
  const declared = site.cluster.gatewaysFor(proxy.labels).flatMap(({ spec }) => spec.servers ?? []);
  const ports = [...new Set(declared.map(({ port }) => port.number))];
  return ports.flatMap((port) => {
    const { servers } = site.listenerOf(sender, gatewayPorts(sender).ofServer(port));
    const reading = servers.filter(({ kind }) => kind === 'http' || kind === 'https');
    return reading.flatMap((server) => {
      const router: Router = { proxy, port, gateway: server.gateway };
      const all = routesInOrderFor(proxy.namespace, site.cluster.virtualServices);
      const scheme = server.kind === 'https' ? 'https' : 'http';
      return all
        .filter(({ gateways }) => gateways.includes(router.gateway))
        .flatMap((routes) => {
          const options = optionsOf(site.rulesOf(routes), router);
          const hosts = commonHosts(server, routes);
          return hosts.map((host) => ({ from, url: urlOf(scheme, concrete(host), port), options }));
        });
    });
  });
}
