/**
 * A mesh, as it is described.
 * @module
 */
import { CallSite, ConfigError, oldIssue } from '../errors';
import { Cluster, type ClusterProps, readClusterProps } from './cluster';
import type { MeshDescription, MeshPlanner } from './description';
import { IngressGateway, type IngressGatewayProps } from './ingress-gateway';
import { checkLeastPrivilege } from './least-privilege';
import { type MeshProps, readMeshProps } from './mesh-props';
import { byName, checkLabel, compareNames, nameText } from './names';
import { MeshService } from './service';
import type { MeshServiceProps } from './service-props';
import { MeshState } from './state';

/**
 * The one description of a mesh: clusters, services, which version runs where, who calls whom, who is routed where.
 *
 * `add…` methods record what is wrong with the place of the call; `plan` throws it all as one ConfigError.
 *
 * @example
 * const mesh = new Mesh('bookinfo');
 * const cluster1 = mesh.addCluster('cluster1');
 * const cluster2 = mesh.addCluster('cluster2', { gateway: GatewayAddress.parse('192.0.2.7') });
 * const productpage = mesh.addService('productpage', { port: 9080, versions: { v1: [cluster1] } });
 * const reviews = mesh.addService('reviews', { port: 9080, versions: { v1: [cluster1], v2: [cluster2] } });
 * productpage.calls(reviews);
 * reviews.addRoute([{ to: [{ version: 'v1', weight: 90 }, { version: 'v2', weight: 10 }] }]);
 * const plan = mesh.plan(new SniAddressing());
 */
export class Mesh {
  /** Its name, a DNS label (MC001, MC002): names its Gateway objects and prefixes its ServiceAccounts. */
  readonly name: string;
  readonly #state: MeshState;
  readonly #site: CallSite;
  readonly #props: Required<MeshProps>;

  constructor(name: string, props: MeshProps = {}) {
    const at = CallSite.here();
    this.name = nameText(name);
    this.#state = new MeshState(this.name);
    this.#site = at;
    this.#state.issues.push(...checkLabel('mesh name', name, at));
    this.#props = readMeshProps(this.#state, props, at);
  }

  /**
   * Adds a cluster.
   *
   * @param name a DNS label (MC001, MC002), once per mesh (MC003)
   * @param props its locality (MC021) and gateway (MC020, MC022, MC070 to MC074), whose address and port no other cluster
   * has (MC036)
   */
  addCluster(name: string, props: ClusterProps = {}): Cluster {
    const at = CallSite.here();
    const text = nameText(name);
    this.#state.assertOpen(`addCluster("${text}")`, at);
    this.#state.issues.push(...checkLabel('cluster name', name, at));
    const added = this.#state.clusters.get(text);
    if (added !== undefined) {
      this.#state.report('MC003', { what: `cluster "${text}" is in mesh "${this.name}" already`, got: name }, at);
      return added;
    }
    const cluster = new Cluster(text, readClusterProps(this.#state, text, props, at), at);
    this.#state.clusters.set(text, cluster);
    return cluster;
  }

  /**
   * Adds a service.
   *
   * @param name a DNS label that starts with a letter (MC001, MC002), once per namespace (MC004)
   * @param props its port or ports (MC001, MC002, MC020, MC060 to MC063), versions (MC001, MC002, MC005, MC007, MC009) and
   * namespace (MC001, MC002), distribution (MC009, MC091), workloads (MC115, MC116) and traffic policies (MC008, MC044, MC110 to
   * MC113)
   */
  addService<V extends string>(name: string, props: MeshServiceProps<V>): MeshService<V> {
    const at = CallSite.here();
    this.#state.assertOpen(`addService("${nameText(name)}")`, at);
    const service = new MeshService(name, props, this.#state, at);
    const key = `${service.namespace}/${service.name}`;
    if (this.#state.services.has(key)) {
      this.#state.report('MC004', { what: `service "${key}" is in mesh "${this.name}" already`, got: name }, at);
      this.#state.duplicates.push(service);
    } else {
      this.#state.services.set(key, service);
    }
    return service;
  }

  /**
   * Adds an ingress gateway, for `calls`: it is installed, and its Gateway written, by somebody else.
   *
   * @param name a DNS label (MC001, MC002), once per namespace (MC081)
   * @param props its clusters (MC009, MC082), service account (MC002, MC033) and namespace (MC001, MC002)
   * @example
   * const ingress = mesh.addIngressGateway('istio-ingressgateway', {
   *   clusters: [cluster1],
   *   serviceAccountName: 'istio-ingressgateway-service-account',
   * });
   * ingress.calls(productpage);
   */
  addIngressGateway(name: string, props: IngressGatewayProps): IngressGateway {
    const at = CallSite.here();
    this.#state.assertOpen(`addIngressGateway("${nameText(name)}")`, at);
    const gateway = new IngressGateway(name, props, this.#state, at);
    const key = `${gateway.namespace}/${gateway.name}`;
    if (this.#state.ingressGateways.has(key)) {
      this.#state.report(
        'MC081',
        { what: `ingress gateway "${key}" is in mesh "${this.name}" already`, got: name },
        at,
      );
    } else {
      this.#state.ingressGateways.set(key, gateway);
    }
    return gateway;
  }

  /**
   * Derives what each cluster needs, and seals the mesh: adding to it afterwards is MC010.
   *
   * @param scheme how calls cross clusters, such as `new SniAddressing()`
   * @throws ConfigError with everything that is wrong with the description; MC035 at once for no scheme
   */
  plan<P>(scheme: MeshPlanner<P>): P {
    const given: unknown = scheme;
    if (typeof given !== 'object' || given === null || !('planMesh' in given) || typeof given.planMesh !== 'function') {
      const fix = 'pass a scheme, such as new SniAddressing()';
      throw new ConfigError([oldIssue('MC035', { what: 'plan() has no scheme', got: scheme, fix }, CallSite.here())]);
    }
    this.#state.sealed = true;
    const { plan, issues: planned } = scheme.planMesh(this.describe());
    const issues = [
      ...this.#state.issues,
      ...(this.#props.leastPrivilege ? checkLeastPrivilege(this.#state, this.#site) : []),
      ...planned,
    ];
    if (issues.length > 0) throw new ConfigError(issues);
    return plan;
  }

  private describe(): MeshDescription {
    const { clusters, services, calls } = this.#state;
    const ordered = [...services.values()].sort(
      (a, b) => compareNames(a.name, b.name) || compareNames(a.namespace, b.namespace),
    );
    return {
      name: this.name,
      clusters: byName(clusters.values()),
      services: ordered,
      calls: calls && [...calls],
      ...this.#props,
    };
  }
}
