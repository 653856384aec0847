/**
 * An ingress gateway as a caller: Pods of Istio's own that take requests from outside of the mesh.
 * @module
 */
import { CallSite } from '../errors';
import { ISTIO_NAMESPACE } from '../istio';
import { type Caller, declareCall } from './caller';
import type { Cluster } from './cluster';
import type { IMeshService } from './imesh-service';
import { byName, checkLabel, checkObjectName, nameText } from './names';
import { readPlaces } from './placement';
import { readOptions } from './shape';
import type { MeshState } from './state';

/** Options of `Mesh.addIngressGateway`. */
export interface IngressGatewayProps {
  /** The clusters that run it, each once (MC082). */
  readonly clusters: readonly [Cluster, ...Cluster[]];
  /**
   * Name of the ServiceAccount that its Pods run as (MC002, MC033). There is no default, as Istio has two: the Helm chart
   * `gateway` names it after the gateway, `istioctl install` appends `-service-account`.
   */
  readonly serviceAccountName: string;
  /**
   * Its namespace, the same in every cluster (MC001, MC002).
   * @default 'istio-system'
   */
  readonly namespace?: string;
}

/**
 * An ingress gateway, which somebody else installs. What it sends where is said by the VirtualService that its owner binds to
 * it; a service with rules has them for it too, in a VirtualService to delegate to. Made by `Mesh.addIngressGateway`.
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
  constructor(given: string, props: IngressGatewayProps, state: MeshState, site: CallSite) {
    const name = nameText(given);
    const role = `options of ingress gateway "${name}"`;
    const known = ['clusters', 'serviceAccountName', 'namespace'] as const;
    const {
      clusters = [],
      serviceAccountName = '',
      namespace = ISTIO_NAMESPACE,
    } = readOptions(state, props, role, known, site);
    this.name = name;
    this.namespace = nameText(namespace);
    this.serviceAccountName = nameText(serviceAccountName);
    this.#state = state;
    this.#site = site;
    state.issues.push(
      ...checkLabel('ingress gateway name', given, site),
      ...checkLabel(`namespace of ingress gateway "${name}"`, namespace, site),
      ...checkObjectName(`service account of ingress gateway "${name}"`, serviceAccountName, site),
    );
    const placed = { role: `ingress gateway "${name}"`, list: `clusters of ingress gateway "${name}"` };
    this.clusters = byName(readPlaces(state, { ...placed, nowhere: 'MC082', twice: 'MC082' }, clusters, site));
  }

  /** Where in the user's code it was added. @internal */
  get describedAt(): CallSite {
    return this.#site;
  }

  /**
   * Says that it sends requests to a service: the clusters that run it get what it needs to reach every version.
   *
   * Where the service has rules for it, they are in a VirtualService without hosts, `<service>-ingress` in the namespace of
   * the service, and the owner's VirtualService says `delegate: { name: 'reviews-ingress', namespace: 'default' }` in place
   * of a destination. That one is in the namespace of the service or of the gateway: under least privilege, no other sees the
   * rules. A service without rules has that VirtualService too where some version runs elsewhere; where it has none, the
   * destination is the Service.
   *
   * @param callee a service of the same mesh (MC009), with one port of HTTP at most (MC127)
   * @example
   * ingress.calls(productpage);
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#Delegate
   */
  calls(callee: IMeshService): void {
    const at = CallSite.here();
    this.#state.assertOpen(`"${this.name}".calls`, at);
    declareCall(this.#state, { caller: this, clusters: this.clusters, callee }, at);
  }
}
