/**
 * One cluster: what its manifests hold, indexed by what a request asks for.
 * @module
 */
import { ISTIO_NAMESPACE, type Labels, TOPOLOGY_NETWORK } from '../../istio';
import {
  type ClusterManifests,
  isOfNetworking,
  isOfSecurity,
  lazily,
  type ManifestObject,
  type ServiceObject,
  groupBy,
} from '../../manifests';
import { type ByAddress, servicesByAddress } from './addresses';
import type { ClusterFacts } from './cluster-facts';
import { configTextIn } from './config-maps';
import { DestinationRules } from './destination-rules';
import { isRead } from './discovery-selectors';
import { Down } from './down';
import { endpointEntries, type EndpointEntry } from './endpoint-entries';
import { ENDPOINT_KINDS, EndpointSlices, listedPorts, type Slices } from './endpoint-slices';
import { type Gateway, gatewaysIn, isFor } from './gateways';
import { Injection } from './injection';
import { NEWEST, type Semantics, SEMANTICS } from './istio-minor';
import { configOf, type MeshConfig } from './mesh-config';
import { Owners } from './owners';
import { Selection } from './selection';
import { entryServices, kubernetesServices, type Service } from './service';
import { byHost, entriesByHost, nameOf, servicesOf } from './service-index';
import { distributionsIn } from './traffic-distribution';
import { delegatesIn, type VirtualService, virtualServices } from './virtual-services';
import { localityOfNodes, type Workload } from './workload';
import { workloadsOf } from './workloads';

/** A cluster of a mesh. What no request asks for is never read. */
export class Cluster {
  readonly name: string;
  /** Where its Pods run: `region/zone/subzone`; empty if unknown. */
  readonly locality: string;
  /** What its minor release of Istio does otherwise than others. */
  readonly semantics: Semantics;
  /** All objects of its manifests. */
  readonly objects: readonly ManifestObject[];
  private readonly byKind = lazily(() => groupBy(this.objects, ({ kind }) => kind));
  private readonly distributions = lazily(() => distributionsIn(this.ofKind('Namespace')));
  private readonly owners = lazily(() => new Owners(this.objects));
  private readonly routes = lazily(() => virtualServices(this.ofIstio('VirtualService'), this.config));
  private readonly readHere = lazily(() => [...this.inDns.values()].filter(({ namespace }) => this.reads(namespace)));
  private readonly entries = lazily(() => entryServices(this.ofIstio('ServiceEntry'), this.distributions()));
  private readonly found = {
    config: lazily(() => configOf(this.facts.config ?? configTextIn(this.ofKind('ConfigMap')), this.semantics)),
    down: lazily(() => new Down(this, this.without)),
    injection: lazily(() => new Injection(this.ofKind('Namespace', 'ConfigMap'))),
    namespaces: lazily(() => new Set(this.objects.map(({ namespace = '' }) => namespace))),
    workloads: lazily(() => workloadsOf(this, this.ofKind('Service'), this.owners())),
    workloadsByLabels: lazily(() => new Selection(this.workloads)),
    slices: lazily(() => new EndpointSlices(this.ofKind(...ENDPOINT_KINDS), this.workloads, this.owners())),
    entriesByLabels: lazily(() => new Selection(endpointEntries(this.ofIstio('WorkloadEntry')))),
    destinationRules: lazily(() => new DestinationRules(this.ofIstio('DestinationRule'), this.config)),
    virtualServices: lazily(() => this.routes().filter(({ hosts }) => hosts.length > 0)),
    delegates: lazily(() => delegatesIn(this.routes())),
    inDns: lazily(() => byHost(kubernetesServices(this.ofKind('Service'), this.distributions()))),
    services: lazily(() => servicesOf(this.readHere(), this.entries(), this.config)),
    ofKubernetes: lazily(() => byHost(this.services.filter(({ isOfKubernetes }) => isOfKubernetes))),
    ofEntries: lazily(() => entriesByHost(this.services)),
    byName: lazily(() => groupBy(this.services, nameOf)),
    byAddress: lazily(() => servicesByAddress(this.ofKind('Service'))),
    gateways: lazily(() => gatewaysIn(this.ofIstio('Gateway'))),
  };

  constructor(
    { name, objects }: ClusterManifests,
    readonly facts: ClusterFacts = {},
    private readonly without: readonly string[] = [],
  ) {
    this.name = name;
    this.locality = localityOfNodes(facts.locality ?? '');
    this.semantics = SEMANTICS[facts.istio ?? NEWEST];
    this.objects = objects;
  }

  /** Istio's configuration. */
  get config(): MeshConfig {
    return this.found.config();
  }

  /** What is assumed to be gone. */
  get down(): Down {
    return this.found.down();
  }

  /** Which Pods have a sidecar. */
  get injection(): Injection {
    return this.found.injection();
  }

  /** The network of its Pods; empty if the manifests name none. */
  get network(): string {
    return this.injection.labelsOf(ISTIO_NAMESPACE)?.[TOPOLOGY_NETWORK] ?? '';
  }

  /** The namespaces that something is in. */
  get namespaces(): ReadonlySet<string> {
    return this.found.namespaces();
  }

  get workloads(): readonly Workload[] {
    return this.found.workloads();
  }

  get workloadsByLabels(): Selection<Workload> {
    return this.found.workloadsByLabels();
  }

  get entriesByLabels(): Selection<EndpointEntry> {
    return this.found.entriesByLabels();
  }

  /** The EndpointSlices of a Service that somebody wrote. Those that Kubernetes makes of the Pods it selects are not among them. */
  slicesOf({ namespace, object, selector }: Service): Slices {
    return this.found.slices().of(namespace, object.name, selector !== undefined);
  }

  /** The Services whose EndpointSlices list the address of a Pod, with the ports that they name there. */
  listing(pod: Pick<Workload, 'name' | 'namespace'>): readonly Service[] {
    if (this.found.slices().isEmpty) return [];
    return [...this.ofKubernetes.values()].flatMap((each) => listedPorts(each, pod, this.slicesOf(each)));
  }

  get destinationRules(): DestinationRules {
    return this.found.destinationRules();
  }

  /** The VirtualServices with hosts, the oldest first. */
  get virtualServices(): readonly VirtualService[] {
    return this.found.virtualServices();
  }

  /** The VirtualServices without hosts, by `namespace/name`. */
  get delegates(): ReadonlyMap<string, VirtualService> {
    return this.found.delegates();
  }

  /** All services, the oldest first. */
  get services(): readonly Service[] {
    return this.found.services();
  }

  /** The Kubernetes Services by host, also those of namespaces that Istio does not read. */
  get inDns(): ReadonlyMap<string, Service> {
    return this.found.inDns();
  }

  /** The Kubernetes Services that Istio knows, by host. */
  get ofKubernetes(): ReadonlyMap<string, Service> {
    return this.found.ofKubernetes();
  }

  /** The services of ServiceEntries for a host, or for the most specific wildcard that covers it, the oldest first. */
  entriesFor(host: string): readonly Service[] | undefined {
    return this.found.ofEntries().find(host);
  }

  /** The services of a namespace for a host: Istio gives all of them the endpoints of each. */
  servicesFor(service: Service): readonly Service[] {
    return this.found.byName().get(nameOf(service)) ?? [];
  }

  /** The Services that are reached from outside, by address. */
  get servicesByAddress(): ByAddress<ServiceObject> {
    return this.found.byAddress();
  }

  /** Whether Istio here reads a namespace, of this or of another cluster. */
  reads(namespace: string, { injection }: Cluster = this): boolean {
    return isRead(namespace, injection.labelsOf(namespace), this.config.discovery);
  }

  /** The objects of a kind of Istio's APIs in namespaces that Istio reads. */
  ofIstio(kind: string): readonly ManifestObject[] {
    return this.ofKind(kind).filter(
      (each) => (isOfNetworking(each) || isOfSecurity(each)) && this.reads(each.namespace ?? ''),
    );
  }

  private ofKind(...kinds: readonly string[]): readonly ManifestObject[] {
    return kinds.flatMap((kind) => this.byKind().get(kind) ?? []);
  }

  /** All Gateways, the oldest first. */
  get gateways(): readonly Gateway[] {
    return this.found.gateways();
  }

  /** The Gateways that apply to Pods with some labels, the oldest first. */
  gatewaysFor(labels: Labels): readonly Gateway[] {
    return this.gateways.filter((each) => isFor(each, labels));
  }
}
