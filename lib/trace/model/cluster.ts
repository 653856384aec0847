/**
 * One cluster: what its manifests hold, indexed by what a request asks for.
 * @module
 */
import { type GatewaySpec, hasLabels, ISTIO_NAMESPACE, type Labels } from '../../istio';
import { type ClusterManifests, isOfNetworking, type ManifestObject, readGateway } from '../../manifests';
import { byAge } from './age';
import { DestinationRules } from './destination-rules';
import { endpointEntries, type EndpointEntry } from './endpoint-entries';
import { Injection } from './injection';
import { DEFAULT_CONFIG, type MeshConfig } from './mesh-config';
import { Selection } from './selection';
import { entryServices, kubernetesServices, type Service } from './service';
import { type VirtualService, virtualServices } from './virtual-services';
import { type Workload, workloadsIn } from './workload';

/** What the manifests of a cluster do not tell. */
export interface ClusterFacts {
  /** Where its Pods run: `region/zone/subzone`. */
  readonly locality?: string;
  readonly config?: MeshConfig;
}

/** A Gateway. */
export interface Gateway {
  readonly object: ManifestObject;
  readonly spec: GatewaySpec;
}

/** A cluster of a mesh. */
export class Cluster {
  readonly name: string;
  readonly config: MeshConfig;
  readonly injection: Injection;
  readonly workloads: readonly Workload[];
  readonly workloadsByLabels: Selection<Workload>;
  readonly entriesByLabels: Selection<EndpointEntry>;
  readonly destinationRules: DestinationRules;
  /** All VirtualServices, the oldest first. */
  readonly virtualServices: readonly VirtualService[];
  /** VirtualServices without hosts, by `namespace/name`. */
  readonly delegates: ReadonlyMap<string, VirtualService>;
  /** All services, the oldest first. */
  readonly services: readonly Service[];
  /** The Kubernetes Services by host. */
  readonly ofKubernetes: ReadonlyMap<string, Service>;
  readonly gateways: readonly Gateway[];
  /** The network of its Pods; empty if the manifests name none. */
  readonly network: string;
  /** Where its Pods run: `region/zone/subzone`; empty if unknown. */
  readonly locality: string;
  /** The namespaces that something is in. */
  readonly namespaces: ReadonlySet<string>;
  private readonly byKind = new Map<string, ManifestObject[]>();

  constructor({ name, objects }: ClusterManifests, { locality = '', config = DEFAULT_CONFIG }: ClusterFacts = {}) {
    this.name = name;
    this.config = config;
    this.locality = locality;
    for (const object of objects) this.file(object);
    this.namespaces = new Set(objects.map(({ namespace = '' }) => namespace));
    this.injection = new Injection(objects);
    this.network = this.injection.labelsOf(ISTIO_NAMESPACE)?.['topology.istio.io/network'] ?? '';
    const { injection, network } = this;
    this.workloads = workloadsIn(objects, { cluster: name, injection, locality, network });
    this.workloadsByLabels = new Selection(this.workloads);
    this.entriesByLabels = new Selection(endpointEntries(this.ofIstio('WorkloadEntry')));
    this.destinationRules = new DestinationRules(this.ofIstio('DestinationRule'));
    const routes = virtualServices(this.ofIstio('VirtualService'));
    this.virtualServices = routes.filter(({ hosts }) => hosts.length > 0);
    this.delegates = new Map(
      routes.filter(({ hosts }) => hosts.length === 0).map((each) => [`${each.namespace}/${each.object.name}`, each]),
    );
    this.services = servicesOf(kubernetesServices(objects), this.ofIstio('ServiceEntry').flatMap(entryServices));
    this.ofKubernetes = new Map(
      this.services.filter(({ isOfKubernetes }) => isOfKubernetes).map((service) => [service.host, service]),
    );
    this.gateways = byAge(this.ofIstio('Gateway')).map((object) => ({
      object,
      spec: readGateway(object.json['spec']),
    }));
  }

  /** The objects of a kind of Istio's APIs. */
  ofIstio(kind: string): readonly ManifestObject[] {
    return this.byKind.get(kind) ?? [];
  }

  /** The Gateways that apply to Pods with some labels in a namespace. */
  gatewaysFor(labels: Labels): readonly Gateway[] {
    return this.gateways.filter(({ spec }) => hasLabels(labels, spec.selector ?? {}));
  }

  private file(object: ManifestObject): void {
    if (!isOfNetworking(object) && !object.apiVersion.startsWith('security.istio.io/')) return;
    const found = this.byKind.get(object.kind);
    if (found === undefined) this.byKind.set(object.kind, [object]);
    else found.push(object);
  }
}

/** Sorts services as Istio does: the oldest first, and by name. */
function servicesOf(kubernetes: readonly Service[], entries: readonly Service[]): readonly Service[] {
  const all = [...kubernetes, ...entries];
  const order = new Map(byAge(all.map(({ object }) => object)).map((object, index) => [object, index]));
  const rank = ({ object }: Service): number => order.get(object) ?? 0;
  return all.sort((one, other) => rank(one) - rank(other));
}
