/**
 * The endpoints of Services that are written as EndpointSlices, or as Endpoints, which Kubernetes mirrors as EndpointSlices.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/serviceregistry/kube/controller/endpointslice.go
 * @module
 */
import { type Fields, fields, groupBy, items, labelsOf, type ManifestObject, text, texts } from '../../manifests';
import type { Owners } from './owners';
import type { Service } from './service';
import type { Workload } from './workload';

const SERVICE = 'kubernetes.io/service-name';
/** The label of the EndpointSlices of other clusters, which Istio does not read. */
const IMPORTED = 'multicluster.kubernetes.io/service-name';
const MANAGED_BY = 'endpointslice.kubernetes.io/managed-by';
const UNMIRRORED = 'endpointslice.kubernetes.io/skip-mirror';

/** The kinds that tell of endpoints: those that somebody wrote, and the Pods that they may name. */
export const ENDPOINT_KINDS = ['EndpointSlice', 'Endpoints', 'Pod'] as const;

/** An address of an EndpointSlice. */
export interface SliceEndpoint {
  readonly address: string;
  /** The Pod that has the address; undefined if the manifests hold none. */
  readonly pod: Workload | undefined;
  /** Whether Istio finds this Pod. Those of other namespaces it does not look for. */
  readonly isKnown: boolean;
  readonly isReady: boolean;
  /** Whether it is about to end. Istio takes what is not ready for that unless the EndpointSlice denies it. */
  readonly isEnding: boolean;
  /** The numbers of its ports by their names. */
  readonly ports: ReadonlyMap<string, number>;
  readonly object: ManifestObject;
  readonly path: readonly (string | number)[];
}

/** The EndpointSlices of a Service. */
export interface Slices {
  /** The objects, the unused ones included. */
  readonly objects: readonly ManifestObject[];
  readonly endpoints: readonly SliceEndpoint[];
}

/** A Pod of the manifests. */
interface Pod {
  readonly name: string;
  readonly namespace: string;
  readonly addresses: readonly string[];
  readonly workload: Workload | undefined;
}

/** An address before its Pod is looked up. */
interface Listed extends Omit<SliceEndpoint, 'pod' | 'isKnown'> {
  readonly target: Fields;
}

/** Reads EndpointSlices and Endpoints among objects, by `namespace/service`. */
export class EndpointSlices {
  private readonly bySlice: ReadonlyMap<string, readonly ManifestObject[]>;
  private readonly pods: readonly Pod[];
  private readonly known = new Map<string, Slices>();

  constructor(objects: readonly ManifestObject[], workloads: readonly Workload[], owners: Owners) {
    this.bySlice = groupBy(objects.filter(isOfService), (each) => `${each.namespace ?? ''}/${serviceOf(each)}`);
    this.pods = this.bySlice.size === 0 ? [] : podsIn(objects, workloads, owners);
  }

  /** Whether there are none at all. */
  get isEmpty(): boolean {
    return this.bySlice.size === 0;
  }

  /** The EndpointSlices of a Service. If it selects Pods, those that Kubernetes makes of these Pods are left out. */
  of(namespace: string, name: string, selects: boolean): Slices {
    const key = `${namespace}/${name}`;
    const before = this.known.get(key);
    if (before !== undefined) return before;
    const objects = (this.bySlice.get(key) ?? []).filter((each) => !selects || isByHand(each));
    const found = { objects, endpoints: objects.flatMap((each) => listedIn(each).flatMap((one) => this.withPod(one))) };
    this.known.set(key, found);
    return found;
  }

  /** An endpoint that names its Pod needs it; that of others is guessed by the address. */
  private withPod({ target, ...endpoint }: Listed): readonly SliceEndpoint[] {
    const { address, object } = endpoint;
    if (target['kind'] !== 'Pod') {
      const pods = this.pods.filter((each) => each.addresses.includes(address));
      const known = pods.find(({ namespace }) => namespace === object.namespace);
      return [{ ...endpoint, pod: (known ?? pods[0])?.workload, isKnown: known !== undefined }];
    }
    const pod = this.pods.find(({ name, namespace }) => name === target['name'] && namespace === target['namespace']);
    return pod === undefined ? [] : [{ ...endpoint, pod: pod.workload, isKnown: true }];
  }
}

function isOfService(object: ManifestObject): boolean {
  const own = labelsOf(object);
  if (object.kind === 'Endpoints') return object.apiVersion === 'v1' && own[UNMIRRORED] !== 'true';
  const isSlice = object.kind === 'EndpointSlice' && object.apiVersion.startsWith('discovery.k8s.io/');
  return isSlice && (own[SERVICE] ?? '') !== '' && !(IMPORTED in own);
}

function serviceOf(object: ManifestObject): string {
  return object.kind === 'Endpoints' ? object.name : (labelsOf(object)[SERVICE] ?? '');
}

/** Whether nothing but its author looks after an object, though the Service selects Pods. Endpoints of such Services are not mirrored. */
function isByHand(object: ManifestObject): boolean {
  return object.kind !== 'Endpoints' && labelsOf(object)[MANAGED_BY] !== 'endpointslice-controller.k8s.io';
}

function listedIn(object: ManifestObject): readonly Listed[] {
  return object.kind === 'Endpoints' ? inEndpoints(object) : inSlice(object);
}

/** The addresses of an EndpointSlice. Istio does not resolve names. */
function inSlice(object: ManifestObject): readonly Listed[] {
  const { addressType, endpoints, ports } = object.json;
  if (addressType === 'FQDN') return [];
  const numbers = portsIn(ports);
  return items(endpoints).flatMap((each, index) => {
    const { addresses, conditions, targetRef } = fields(each);
    const { ready, terminating } = fields(conditions);
    const [isReady, isEnding] = [ready !== false, ready === false && terminating !== false];
    const rest = { target: fields(targetRef), ports: numbers, object, path: ['endpoints', index], isReady, isEnding };
    return texts(addresses).map((address) => ({ address, ...rest }));
  });
}

function inEndpoints(object: ManifestObject): readonly Listed[] {
  return items(object.json['subsets']).flatMap((subset, index) => {
    const { addresses, ports } = fields(subset);
    const numbers = portsIn(ports);
    return items(addresses).flatMap((each, at) => {
      const { ip, targetRef } = fields(each);
      const path = ['subsets', index, 'addresses', at];
      const rest = { target: fields(targetRef), ports: numbers, object, path, isReady: true, isEnding: false };
      return texts([ip]).map((address) => ({ address, ...rest }));
    });
  });
}

function portsIn(ports: unknown): ReadonlyMap<string, number> {
  return new Map(
    items(ports)
      .map(fields)
      .flatMap(({ name, port }) => (typeof port === 'number' ? [[text(name) ?? '', port]] : [])),
  );
}

/** The Pods among objects that have an address, or a name that an EndpointSlice may refer to. */
function podsIn(objects: readonly ManifestObject[], workloads: readonly Workload[], owners: Owners): readonly Pod[] {
  const byObject = new Map(workloads.map((each) => [each.object.json, each]));
  const pods = objects.filter(({ kind, apiVersion }) => kind === 'Pod' && apiVersion === 'v1');
  return pods.map((object) => {
    const { name, namespace = '', json } = object;
    const { podIP, podIPs } = fields(json['status']);
    const addresses = [podIP, ...items(podIPs).map((each) => fields(each)['ip'])].flatMap((each) => text(each) ?? []);
    return { name, namespace, addresses, workload: byObject.get(owners.topOf(object).json) };
  });
}

/** A Service with the ports by which its EndpointSlices list a Pod; none if they do not. */
export function listedPorts(
  service: Service,
  { name, namespace }: Pick<Workload, 'name' | 'namespace'>,
  { endpoints }: Slices,
): readonly Service[] {
  const own = endpoints.find(({ pod, isKnown }) => isKnown && pod?.name === name && pod.namespace === namespace);
  if (own === undefined) return [];
  const ports = service.ports.flatMap((port) => {
    const target = own.ports.get(port.name);
    return target === undefined ? [] : [{ ...port, target }];
  });
  return [{ ...service, ports }];
}
