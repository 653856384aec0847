/**
 * The endpoints of the services of a cluster, without what is gone.
 * @module
 */
import type { Cluster } from '../model/cluster';
import { remembered } from '../model/remembered';
import { isResolved, type Port, type Service } from '../model/service';
import type { Workload } from '../model/workload';
import { discovered, discoveredAtAnyPort } from './discovery';
import type { Endpoint } from './endpoint';
import { backendsOf, endpointsOf, namedBy } from './endpoints';
import { identitiesOf } from './identities';
import { type Instances, instancesAt } from './instances';

/** What tells whether an endpoint is there. */
export interface Presence {
  isUp(endpoint: Endpoint): boolean;
  /** Whether a cluster is gone as a whole. Istio keeps what it has last read there. */
  isUnread(cluster: string): boolean;
  /** A workload that a service selects in a cluster that Istio in another one does not read. */
  unreadServer(service: Service, own: Cluster): Workload | undefined;
  /** The cluster whose gateway an endpoint is. */
  behind(endpoint: Endpoint): { readonly cluster: Cluster } | undefined;
}

/** The endpoints of the services that Istio knows in a cluster. */
export class SiteEndpoints {
  private readonly inOrder: readonly Cluster[];
  private readonly found = new Map<Service, Map<Port, readonly Endpoint[]>>();
  private readonly instances = new Map<Service, Map<number, readonly Instances[]>>();
  private readonly own = new Map<Service, Map<string, readonly Endpoint[]>>();
  private readonly identities = new Map<Service, ReadonlySet<string>>();

  /**
   * The endpoints in a cluster.
   *
   * @param others the clusters whose endpoints Istio discovers there
   */
  constructor(
    private readonly cluster: Cluster,
    private readonly others: readonly Cluster[],
    private readonly presence: Presence,
  ) {
    // the order in which proxies get their endpoints
    this.inOrder = [cluster, ...others].sort((one, other) => (one.name < other.name ? -1 : 1));
  }

  /** A workload that would serve a service if Istio read its cluster. */
  unreadServer(service: Service): Workload | undefined {
    return this.presence.unreadServer(service, this.cluster);
  }

  /** The endpoints of a service at a port that a proxy chooses from, also those that are not ready. */
  of(service: Service, port: Port): readonly Endpoint[] {
    const all = this.onAnyNode(service, port);
    return service.isNodeLocal ? all.filter(({ node }) => node !== undefined) : all;
  }

  /** The endpoints of a service at a port, on whatever Node. */
  onAnyNode(service: Service, port: Port): readonly Endpoint[] {
    const ofService = remembered(this.found, service, () => new Map<Port, readonly Endpoint[]>());
    return remembered(ofService, port, () =>
      isResolved(service) ? this.resolved(service, port) : this.sent(service, port),
    );
  }

  /** The endpoints that Istio sends to proxies. */
  private sent(service: Service, port: Port): readonly Endpoint[] {
    return this.inOrder
      .filter((each) => this.isUsed(each, service))
      .flatMap((each) => {
        const isOwn = each === this.cluster;
        return this.present(isOwn ? this.ownOf(service, port) : discovered(service, port, this.cluster, each), each);
      });
  }

  /** The endpoints that stand in the configuration of proxies, which resolve their names. */
  private resolved(service: Service, { number }: Port): readonly Endpoint[] {
    return this.instancesAt(service, number)
      .filter(({ cluster }) => this.isUsed(cluster, service))
      .flatMap(({ endpoints }) => endpoints);
  }

  /**
   * The endpoints at the number of a port of a service's host, whichever service of its namespace has them, in all clusters, even if
   * those of others get no requests.
   */
  atNumber(service: Service, number: number): readonly Endpoint[] {
    return this.instancesAt(service, number).flatMap(({ endpoints }) => endpoints);
  }

  private instancesAt(service: Service, number: number): readonly Instances[] {
    const ofService = remembered(this.instances, service, () => new Map<number, readonly Instances[]>());
    return remembered(ofService, number, () =>
      instancesAt(service, number, {
        cluster: this.cluster,
        clusters: this.inOrder,
        present: (endpoints, cluster) => this.present(endpoints, cluster),
      }),
    );
  }

  /** Whether requests go to the endpoints of a service in a cluster: all do, or those in the cluster itself alone. */
  private isUsed(cluster: Cluster, { host, isNodeLocal }: Service): boolean {
    return cluster === this.cluster || !(isNodeLocal || this.cluster.config.clusterLocal.find(host) === true);
  }

  /** Where Kubernetes itself sends what comes to a port of a Service. */
  backendsOf(service: Service, port: Port): readonly Endpoint[] {
    return this.ready(backendsOf(service, port, this.cluster));
  }

  /** What the name of a headless Service stands for, with a port that is called. */
  namedBy(service: Service, port: number): readonly Endpoint[] {
    return this.ready(namedBy(service, port, this.cluster));
  }

  /** The identities that proxies expect of the endpoints of a service. */
  identitiesOf(service: Service): ReadonlySet<string> {
    return remembered(this.identities, service, () => {
      const all = this.cluster.servicesFor(service);
      const ports = new Map([service, ...all].flatMap((each) => each.ports).map((port) => [port.name, port]));
      const endpoints = [
        ...[...ports.values()].flatMap((port) => this.ownOf(service, port)),
        ...this.others.flatMap((other) => discoveredAtAnyPort(service, this.cluster, other)),
      ];
      return identitiesOf(endpoints, all.at(-1) ?? service, this.cluster.config);
    });
  }

  /** Whether an endpoint is there. */
  isUp(endpoint: Endpoint): boolean {
    return this.presence.isUp(endpoint);
  }

  /** The cluster whose gateway an endpoint is; undefined if it is none. */
  clusterBehind(endpoint: Endpoint): string | undefined {
    return this.presence.behind(endpoint)?.cluster.name;
  }

  /** The endpoints in the cluster itself, also those that are gone. A Service that only other clusters have selects nothing here. */
  private ownOf(service: Service, port: Port): readonly Endpoint[] {
    const ofService = remembered(this.own, service, () => new Map<string, readonly Endpoint[]>());
    return remembered(ofService, port.name, () =>
      endpointsOf(service, this.cluster.servicesFor(service), port, this.cluster),
    );
  }

  private ready(endpoints: readonly Endpoint[]): readonly Endpoint[] {
    return this.withoutGone(endpoints).filter(({ isReady }) => isReady);
  }

  /** The endpoints of a cluster that are there, as far as Istio knows. */
  private present(endpoints: readonly Endpoint[], cluster: Cluster): readonly Endpoint[] {
    const isUnread = cluster !== this.cluster && this.presence.isUnread(cluster.name);
    return isUnread ? endpoints : this.withoutGone(endpoints);
  }

  private withoutGone(endpoints: readonly Endpoint[]): readonly Endpoint[] {
    return endpoints.filter((each) => each.workload === undefined || this.isUp(each));
  }
}
