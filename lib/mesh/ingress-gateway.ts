/**
 * An ingress gateway as a caller: Istio's own Pods that take requests from outside of the mesh.
 * @module
 */
import { CallSite } from '../errors';
import type { Caller } from './caller';
import type { Cluster } from './cluster';
import type { IMeshService } from './imesh-service';
import { readCallee } from './read-call';
import type { MeshState } from './state';

/** Options of `Mesh.addIngressGateway`. */
export interface IngressGatewayProps {
  /** The clusters that run it, at least one, each once (MC082), as values of the same mesh (MC009). */
  readonly clusters: readonly [Cluster, ...Cluster[]];
  /**
   * The name of the ServiceAccount that its Pods run as, a DNS name (MC002, MC033). There is no default because Istio has two: the
   * Helm chart `gateway` names it after the gateway, and `istioctl install` appends `-service-account`.
   */
  readonly serviceAccountName: string;
  /**
   * Its namespace, a DNS label (MC001, MC002), the same in every cluster.
   * @default 'istio-system'
   */
  readonly namespace?: string;
}

/**
 * An ingress gateway, which somebody else installs. Its owner writes a VirtualService that says where it sends what; if the
 * service that is called has rules, they are written in another VirtualService, to which the owner's delegates.
 * `Mesh.addIngressGateway` makes it.
 */
export class IngressGateway implements Caller {
  readonly name: string;
  readonly namespace: string;
  readonly serviceAccountName: string;
  /** The clusters that run it, in name order. */
  readonly clusters: readonly Cluster[];
  readonly #state: MeshState;
  readonly #site: CallSite;

  /** Only `Mesh.addIngressGateway` makes ingress gateways. @hidden */
  constructor(
    read: Pick<IngressGateway, 'name' | 'namespace' | 'serviceAccountName' | 'clusters'>,
    state: MeshState,
    site: CallSite,
  ) {
    this.name = read.name;
    this.namespace = read.namespace;
    this.serviceAccountName = read.serviceAccountName;
    this.clusters = read.clusters;
    this.#state = state;
    this.#site = site;
  }

  /** Where in the user's code it was added. @internal */
  get describedAt(): CallSite {
    return this.#site;
  }

  /**
   * Says that it sends requests to a service: the clusters that run it get what it needs to reach every version.
   *
   * If the service has rules for it, or some version runs elsewhere, they are written in a VirtualService without hosts:
   * `<service>-ingress` in the namespace of the service. The owner's VirtualService then says
   * `delegate: { name: 'reviews-ingress', namespace: 'default' }` instead of a destination. It must be in the namespace of the
   * service or of the gateway: under least privilege, no other sees the rules. Otherwise the destination is the Service.
   *
   * @param callee a service of the same mesh (MC009), with at most one port of HTTP, HTTP2 or GRPC (MC127)
   * @example
   * ingress.calls(productpage);
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#Delegate
   */
  calls(callee: IMeshService): void {
    const at = CallSite.here();
    this.#state.assertOpen(`"${this.name}".calls`, at);
    this.#state.addCall(this, this.clusters, readCallee(this.#state, this, callee, at));
  }
}
