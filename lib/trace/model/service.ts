/**
 * The services that Istio knows in a cluster: Kubernetes Services and the hosts of ServiceEntries.
 * @module
 */
import {
  declaredProtocol,
  type Protocol,
  type RouteProtocol,
  routeProtocol,
  serviceHost,
  type ServiceEntrySpec,
  type Labels,
} from '../../istio';
import {
  fields,
  items,
  type ManifestObject,
  metadataOf,
  once,
  serviceEntrySpec,
  type ServiceObject,
  servicesIn,
  text,
} from '../../manifests';
import { type Exposure, exposureOf } from './default-export-to';
import { namesOf } from './service-names';
import { annotatedDistribution, distributionOf, type TrafficDistribution } from './traffic-distribution';

/** A port of a service. */
export interface Port {
  readonly number: number;
  readonly name: string;
  /** The protocol that it declares. Undefined if proxies look at the first bytes. */
  readonly protocol: Protocol | undefined;
  /** The port of Pods and endpoints that name none themselves: its number, or the name of a container port. */
  readonly target: number | string;
}

/** The number of the port of Pods behind a port; undefined if they have none of the name that it asks for. */
export function targetNumber({ target }: Port, names: ReadonlyMap<string, number>): number | undefined {
  return typeof target === 'number' ? target : names.get(target);
}

/** Whether proxies resolve the names of a service's endpoints. */
export function isResolved({ resolution }: Pick<Service, 'resolution'>): boolean {
  return resolution === 'dns' || resolution === 'dns-round-robin';
}

/** How proxies read what comes to a port: as its protocol says, or by the first bytes. */
export function readingOf({ protocol }: Port): RouteProtocol | 'UDP' | 'unknown' {
  if (protocol === undefined) return 'unknown';
  return protocol === 'UDP' ? 'UDP' : routeProtocol(protocol);
}

/** How the endpoints of a service are found. */
export type Resolution = 'endpoints' | 'dns' | 'dns-round-robin' | 'original-destination' | 'alias';

/** A service that Istio knows. */
export interface Service extends Exposure {
  readonly object: ManifestObject;
  readonly host: string;
  /** Its namespace. */
  readonly namespace: string;
  readonly isOfKubernetes: boolean;
  readonly ports: readonly Port[];
  readonly resolution: Resolution;
  readonly isExternal: boolean;
  /** The namespaces that it is exported to, as they are written; empty if none are. */
  readonly exportTo: readonly string[];
  readonly addresses: readonly string[];
  /** The labels by which it selects Pods and WorkloadEntries, all of its namespace if empty; undefined if it selects none. */
  readonly selector: Labels | undefined;
  /** The host that an ExternalName stands for. */
  readonly target: string | undefined;
  /** Whether connections stay on the Node of the caller. */
  readonly isNodeLocal: boolean;
  /** Which endpoints are preferred, if the service or its Namespace says so. */
  readonly distribution: TrafficDistribution | undefined;
  /** The names by which callers in a namespace can ask for it, without ports. */
  readonly namesIn: (namespace: string) => readonly string[];
  /** The spec of its ServiceEntry. */
  readonly entry: ServiceEntrySpec | undefined;
}

/** What the Namespaces of services say about them. */
type Inherited = ReadonlyMap<string, TrafficDistribution>;

/** Finds the Kubernetes Services among objects. */
export function kubernetesServices(objects: readonly ManifestObject[], inherited: Inherited): readonly Service[] {
  return servicesIn(objects).map((object) => withInherited({ ...ofKubernetes(object), object }, inherited));
}

function withInherited(service: Service, inherited: Inherited): Service {
  const { distribution = inherited.get(service.namespace) } = service;
  return { ...service, distribution };
}

/** What a service is, whichever cluster has its object. */
type Facts = Omit<Service, 'object'>;

function withNames(facts: Omit<Facts, 'namesIn'>): Facts {
  return { ...facts, namesIn: namesOf(facts) };
}

const ofKubernetes = once((object: ServiceObject): Facts => {
  const { name, namespace = '', json, selector, ports } = object;
  const { type, externalName, clusterIP, clusterIPs, internalTrafficPolicy } = fields(json['spec']);
  const annotations = fields(metadataOf(object)['annotations']);
  const exportTo = text(annotations['networking.istio.io/exportTo']) ?? '';
  const exported = exportTo === '' ? [] : exportTo.split(',').map((each) => each.trim());
  const addresses = [clusterIP, ...items(clusterIPs)].flatMap((each) => text(each) ?? []);
  const isHeadless = addresses.includes('None');
  const isAlias = type === 'ExternalName';
  return withNames({
    host: serviceHost({ name, namespace }),
    namespace,
    isOfKubernetes: true,
    ports: ports.map((port) => ({
      number: port.port,
      name: port.name ?? '',
      protocol: wellKnown(port.port, declaredProtocol(port)),
      target: port.targetPort ?? port.port,
    })),
    resolution: isAlias ? 'alias' : isHeadless ? 'original-destination' : 'endpoints',
    isExternal: false,
    exportTo: exported,
    ...exposureOf(exported, namespace),
    addresses: isHeadless ? [] : [...new Set(addresses)],
    selector: Object.keys(selector).length === 0 ? undefined : selector,
    target: isAlias ? text(externalName) : undefined,
    isNodeLocal: internalTrafficPolicy === 'Local',
    distribution: distributionOf(object),
    entry: undefined,
  });
});

/** The ports of servers that speak first, where Istio does not wait for bytes. */
const SERVER_FIRST: ReadonlySet<number> = new Set([25, 53, 3306, 27_017]);

function wellKnown(port: number, declared: Protocol | undefined): Protocol | undefined {
  return declared === undefined && SERVER_FIRST.has(port) ? 'TCP' : declared;
}

/** The services of ServiceEntries: one for each host. */
export function entryServices(objects: readonly ManifestObject[], inherited: Inherited): readonly Service[] {
  return objects.flatMap((object) => ofEntry(object).map((facts) => withInherited({ ...facts, object }, inherited)));
}

const ofEntry = once((object): readonly Facts[] => {
  const entry = serviceEntrySpec(object);
  const namespace = object.namespace ?? '';
  return entry.hosts.map((host) =>
    withNames({
      host: host.toLowerCase(),
      namespace,
      isOfKubernetes: false,
      ports: (entry.ports ?? []).map(({ number, name, protocol = '', targetPort }) => ({
        number,
        name,
        protocol: wellKnown(number, declaredProtocol({ appProtocol: protocol })),
        target: targetPort ?? number,
      })),
      resolution: resolutionOf(entry),
      isExternal: entry.location !== 'MESH_INTERNAL',
      exportTo: entry.exportTo ?? [],
      ...exposureOf(entry.exportTo ?? [], namespace),
      addresses: entry.addresses ?? [],
      selector: entry.workloadSelector === undefined ? undefined : (entry.workloadSelector.labels ?? {}),
      target: undefined,
      isNodeLocal: false,
      distribution: annotatedDistribution(object),
      entry,
    }),
  );
});

function resolutionOf({ resolution = 'NONE' }: ServiceEntrySpec): Resolution {
  switch (resolution) {
    case 'STATIC':
      return 'endpoints';
    case 'DNS':
    case 'DYNAMIC_DNS':
      return 'dns';
    case 'DNS_ROUND_ROBIN':
      return 'dns-round-robin';
    case 'NONE':
      return 'original-destination';
  }
}
