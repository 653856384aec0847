/**
 * An ingress gateway as a caller. It takes requests from outside the mesh.
 * @module
 */
import type { CallSite } from '../errors';
import type { Cluster } from './cluster';
import type { ExternalService } from './external-service';
import type { IMeshService } from './imesh-service';
import { PlacedCaller } from './placed-caller';
import type { ReadIngressGateway } from './read-ingress-gateway';
import type { MeshState } from './state';

/** Options of `Mesh.addIngressGateway`. */
export interface IngressGatewayProps {
  /** The clusters that run it, at least one, each once (MC082), as values of the same mesh (MC009). */
  readonly clusters: readonly Cluster[];
  /**
   * The name of the ServiceAccount of its Pods, a DNS name (MC002, MC033). There is no default, because Istio uses two names:
   * the Helm chart `gateway` takes the name of the gateway, and `istioctl install` appends `-service-account`.
   */
  readonly serviceAccountName: string;
  /**
   * Its namespace, a DNS label (MC001, MC002), the same in every cluster.
   * @default 'istio-system'
   */
  readonly namespace?: string;
  /**
   * The namespaces of the VirtualServices that delegate to the rules of services, each a DNS label (MC001, MC002). Under least
   * privilege, the rules are visible in these namespaces, and in the namespace of the service.
   * @default - the namespace of the gateway
   */
  readonly routeNamespaces?: readonly string[];
}

/**
 * An ingress gateway, which somebody else installs. Its owner writes a VirtualService for it. If a service that it calls has
 * rules, the library writes them into another VirtualService, and the owner's VirtualService delegates to that one.
 * `Mesh.addIngressGateway` creates it.
 */
export class IngressGateway extends PlacedCaller {
  /** The namespaces of the VirtualServices that delegate to the rules of services. */
  readonly routeNamespaces: readonly string[];

  /** Only `Mesh.addIngressGateway` creates ingress gateways. @hidden */
  constructor(read: ReadIngressGateway, state: MeshState, site: CallSite) {
    super(read, state, site);
    this.routeNamespaces = read.routeNamespaces;
  }

  /**
   * Declares that it sends requests to a service. The clusters that run the gateway get what it needs to reach every version.
   *
   * If the service has rules for the gateway, or some version runs in another cluster, the rules are written into a
   * VirtualService without hosts: `<service>-ingress` in the namespace of the service. The owner's VirtualService then has
   * `delegate: { name: 'reviews-ingress', namespace: 'default' }` instead of a destination. Under least privilege, it must be in
   * the namespace of the service or in one of `routeNamespaces`, because no other namespace sees the rules. In all other cases,
   * the owner's VirtualService names the Service as its destination.
   *
   * @param callee a service of the same mesh or outside of it (MC009), with at most one HTTP, HTTP2 or GRPC port (MC127)
   * @example
   * ingress.calls(productpage);
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#Delegate
   */
  override calls(callee: IMeshService | ExternalService): void {
    super.calls(callee);
  }
}
