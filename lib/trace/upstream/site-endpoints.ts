/**
 * The endpoints of the services of a cluster, without what is gone.
 * @module
 */
import type { Cluster } from '../model/cluster';
import { remembered } from '../model/remembered';
import type { Port, Service } from '../model/service';
import { discovered, discoveredAtAnyPort } from './discovery';
import type { Endpoint } from './endpoint';
import { backendsOf, endpointsOf, namedBy } from './endpoints';
import { identitiesOf } from './identities';
import { instancesAt } from './instances';

/** What tells whether an endpoint is there. */
export interface Presence {
  isUp(endpoint: Endpoint): boolean;
  /** Whether a cluster is gone as a whole. Istio keeps what it has last read there. */
  isUnread(cluster: string): boolean;
  /** The cluster whose gateway an endpoint is. */
  behind(endpoint: Endpoint): { readonly cluster: Cluster } | undefined;
}

/** The endpoints of the services that Istio knows in a cluster. */
export class SiteEndpoints {
  private readonly inOrder: readonly Cluster[];
  private readonly found = new Map<Service, Map<Port, readonly Endpoint[]>>();
  private readonly counted = new Map<Service, Map<number, readonly Endpoint[]>>();
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

  /** The endpoints of a service at a port that a proxy chooses from, also those that are not ready. */
  of(service: Service, port: Port): readonly Endpoint[] {
    const all = this.onAnyNode(service, port);
    return service.isNodeLocal ? all.filter(({ node }) => node !== undefined) : all;
  }

  /** The endpoints of a service at a port, on whatever Node. */
  onAnyNode(service: Service, port: Port): readonly Endpoint[] {
    const ofService = remembered(this.found, service, () => new Map<Port, readonly Endpoint[]>());
    return remembered(ofService, port, () => {
      const clusters = this.staysHere(service) ? [this.cluster] : this.inOrder;
      return clusters.flatMap((each) => {
        const isOwn = each === this.cluster;
        return this.present(
          isOwn ? this.ownOf(service, port) : discovered(service, port, this.cluster, each),
          each.name,
        );
      });
    });
  }

  /**
   * The endpoints at the number of a port of a service's host, whichever service of its namespace has them, in all clusters, even if
   * those of others get no requests.
   */
  atNumber(service: Service, number: number): readonly Endpoint[] {
    const ofService = remembered(this.counted, service, () => new Map<number, readonly Endpoint[]>());
    return remembered(ofService, number, () =>
      instancesAt(service, number, {
        cluster: this.cluster,
        clusters: this.inOrder,
        present: (endpoints, { name }) => this.present(endpoints, name),
      }),
    );
  }

  /** Whether endpoints of other clusters never count. */
  private staysHere({ host, isNodeLocal }: Service): boolean {
    return isNodeLocal || this.cluster.config.clusterLocal.find(host) === true;
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

  private present(endpoints: readonly Endpoint[], cluster: string): readonly Endpoint[] {
    return cluster !== this.cluster.name && this.presence.isUnread(cluster) ? endpoints : this.withoutGone(endpoints);
  }

  private withoutGone(endpoints: readonly Endpoint[]): readonly Endpoint[] {
    return endpoints.filter((each) => each.workload === undefined || this.isUp(each));
  }
}
