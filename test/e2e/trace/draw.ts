/**
 * Draws configurations for the lab, from what the oracle of Istio's control plane draws: the same objects, with the lab's names.
 * @module
 */
import type { Context } from '../../istio-oracle/draw/context';
import { drawDestinationRules, drawServiceEntries, drawWorkloadEntries } from '../../istio-oracle/draw/destinations';
import { ingressAddress, Names, TWIN } from '../../istio-oracle/draw/names';
import {
  drawAuthorizationPolicies,
  drawGateways,
  drawPeerAuthentications,
  drawSidecars,
} from '../../istio-oracle/draw/policies';
import { drawRequests } from '../../istio-oracle/draw/requests';
import { beside, drawScheme } from '../../istio-oracle/draw/scheme';
import { drawVirtualServices } from '../../istio-oracle/draw/virtual-services';
import { drawKubernetes } from '../../istio-oracle/draw/workloads';
import { type ClusterManifests, hostOf, isServiceEntry, type Kube } from '../../istio-oracle/kubernetes/objects';
import type { Request } from '../../trace/transcripts/transcript';
import { Dice } from '../random/dice';
import { inLab } from './places';
import { CLUSTERS } from './world';

/** A configuration of the lab's clusters, and requests in it. */
export interface Configuration {
  readonly seed: number;
  readonly clusters: readonly ClusterManifests[];
  readonly requests: readonly Request[];
}

/** How many requests are drawn for a configuration. Few of them are alike. */
const REQUESTS = 75;

/** The cluster with an ingress gateway. */
const INGRESS = 1;

/** The drawn addresses of load balancers of ingress gateways. */
const BALANCERS: ReadonlySet<unknown> = new Set(CLUSTERS.map(ingressAddress));

/** Draws a configuration. */
export function drawConfiguration(seed: number): Configuration {
  const dice = new Dice(seed);
  const isRouted = dice.chance(0.5);
  const clusters = CLUSTERS.map((number) => ({
    name: `cluster${number}`,
    objects: drawObjects({
      dice,
      names: new Names(),
      number,
      clusters: CLUSTERS.length,
      connected: false,
      isRouted,
      isDated: false,
    }),
  }));
  const requests = drawRequests(dice, clusters, REQUESTS).filter(
    (each) => !isPastService(each) && !isAllocated(each, clusters),
  );
  const different = [...new Map(requests.map((each) => [JSON.stringify(each), each])).values()];
  return { seed, ...inLab({ clusters, requests: different }) };
}

function drawObjects(context: Context): readonly Kube[] {
  const scheme = drawScheme(context);
  const gateways = withoutClashes([...scheme.gateways, ...beside(context, drawGateways(context))]);
  const services = drawKubernetes(context).filter(
    (each) =>
      each.kind === 'Service' &&
      each.metadata.namespace !== 'istio-system' &&
      !dependsOnNodes(each) &&
      // which of two services has the listener for the same Pods depends on their ages
      each.metadata.name !== TWIN,
  );
  return [
    ...services,
    ...scheme.rules,
    ...scheme.entries,
    ...gateways.filter((each) => context.number === INGRESS || !isIngress(each)),
    ...beside(context, [
      ...drawVirtualServices(context),
      ...drawDestinationRules(context).filter((each) => !isUntold(each)),
      ...drawServiceEntries(context, scheme.entries).filter((each) => !isUnclear(each, services)),
      ...drawWorkloadEntries(context).filter((each) => !isBehindBalancer(each)),
      ...drawSidecars(context).filter((each) => !isForPort(each)),
      ...drawPeerAuthentications(context),
      ...drawAuthorizationPolicies(context).filter(() => !services.some(isSniffed)),
    ]),
  ];
}

/** Whether it matters on which Node Pods run: each of the lab is on one of its own, and a trace assumes one Node for all. */
function dependsOnNodes(object: Kube): boolean {
  return /"internalTrafficPolicy":"Local"|PreferSameNode/.test(JSON.stringify(object));
}

/** Whether a request goes to a port of the gateway other than 80: the lab has no load balancer that would refuse it, or pass it on. */
function isPastService({ from, to }: Request): boolean {
  return from.endsWith('/ingress') && !/^http:\/\/[^/:]+(:80)?(\/|$)/.test(to);
}

/**
 * Whether a request without plain HTTP goes to a host whose address only Istio's DNS knows: it is one that Istio has made up, and
 * what a proxy does not route is sent there as it is.
 */
function isAllocated({ from, to }: Request, clusters: readonly ClusterManifests[]): boolean {
  const [, scheme, host = ''] = /^(\w+):\/\/([^/:]+)/.exec(to) ?? [];
  const { objects = [] } = clusters.find(({ name }) => from.startsWith(`${name}/`)) ?? {};
  return (
    scheme !== 'http' &&
    objects.some(
      (each) =>
        isServiceEntry(each) && !('addresses' in each.spec) && each.spec.hosts.some((own) => overlap(own, host)),
    )
  );
}

/**
 * Whether the lab does not show what a DestinationRule does: requests that are alike go to the same endpoint, or over the same
 * connection to an address that Kubernetes leads to one, so that their shares tell nothing, or the server needs a certificate
 * from an authority that operating systems trust.
 */
function isUntold({ spec }: Kube): boolean {
  return /consistentHash|PASSTHROUGH|"mode":"(SIMPLE|MUTUAL)"/.test(JSON.stringify(spec));
}

/**
 * Whether the proxies of Pods may have to find out what comes to their ports. The lab's proxies lack the filter that tells them of
 * HTTP in mutual TLS, and policies refuse requests and connections in different ways.
 */
function isSniffed({ spec = {} }: Kube): boolean {
  const { clusterIP, ports = [] } = spec as {
    readonly clusterIP?: string;
    readonly ports?: readonly { name?: string }[];
  };
  return clusterIP === 'None' || ports.some(({ name }) => name === 'raw');
}

function isIngress({ metadata: { name } }: Kube): boolean {
  return name === 'ingress' || name === 'other';
}

/**
 * Whether the lab does not show what a ServiceEntry does: proxies reject several endpoints by round robin and keep what they had,
 * listen at addresses that only Istio's DNS knows, find no names of Services that are none, and no load balancers of ingress
 * gateways.
 */
function isUnclear({ spec = {} }: Kube, services: readonly Kube[]): boolean {
  const { hosts, ports, addresses, endpoints = [], resolution, workloadSelector } = spec as EntrySpec;
  if (workloadSelector !== undefined && resolution === 'DNS_ROUND_ROBIN') return true;
  if (endpoints.some((each) => isBehindBalancer({ spec: each }))) return true;
  if (hosts.some((host) => host.endsWith('.cluster.local') && !services.some((each) => hostOf(each) === host)))
    return true;
  return addresses === undefined && ports.some(({ protocol }) => protocol !== 'HTTP');
}

function isBehindBalancer({ spec = {} }: Pick<Kube, 'spec'>): boolean {
  return 'address' in spec && BALANCERS.has(spec.address);
}

interface EntrySpec {
  readonly hosts: readonly string[];
  readonly ports: readonly { readonly protocol: string }[];
  readonly addresses?: readonly string[];
  readonly endpoints?: readonly object[];
  readonly resolution?: string;
  readonly workloadSelector?: object;
}

/** Whether a Sidecar has a list for one port only, which traces do not follow in all cases. */
function isForPort({ spec = {} }: Kube): boolean {
  const { egress = [] } = spec as { readonly egress?: readonly { readonly port?: object }[] };
  return egress.some(({ port }) => port !== undefined);
}

/**
 * Without Gateways whose hosts overlap those of others and are spelled otherwise: proxies reject these and keep what they had
 * before, so that the past would count.
 */
function withoutClashes(gateways: readonly Kube[]): readonly Kube[] {
  const known: string[] = [];
  return gateways.filter((gateway) => {
    const hosts = isIngress(gateway) ? [] : hostsOf(gateway);
    const clashes = hosts.some((host, index) =>
      [...known, ...hosts.slice(0, index)].some((other) => other !== host && overlap(nameIn(host), nameIn(other))),
    );
    if (!clashes) known.push(...hosts);
    return !clashes;
  });
}

/** The hosts of a Gateway, each with a namespace before it. */
function hostsOf({ spec }: Kube): readonly string[] {
  const { servers = [] } = (spec ?? {}) as { readonly servers?: readonly { readonly hosts: readonly string[] }[] };
  return servers.flatMap(({ hosts }) => hosts.map((host) => (host.includes('/') ? host : `*/${host}`)));
}

function nameIn(host: string): string {
  return host.slice(host.indexOf('/') + 1);
}

function overlap(one: string, other: string): boolean {
  const covers = (wide: string, name: string): boolean =>
    wide === name || (wide.startsWith('*') && name.endsWith(wide.slice(1)));
  return covers(one, other) || covers(other, one);
}
