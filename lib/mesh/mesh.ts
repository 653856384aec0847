/**
 * A mesh and its description.
 * @module
 */
import { CallSite, ConfigError, issue, valueText } from '../errors';
import { SHAPE } from '../reading';
import { CallingWorkload, type CallingWorkloadProps } from './calling-workload';
import { Cluster, type ClusterProps } from './cluster';
import { describeCalls, describeExternalCalls } from './describe-calls';
import type { MeshDescription, MeshPlanner } from './description';
import { ExternalService } from './external-service';
import type { ExternalServiceProps } from './external-service-props';
import { IngressGateway, type IngressGatewayProps } from './ingress-gateway';
import { checkLeastPrivilege } from './least-privilege';
import { type MeshProps, type ReadMesh, readMeshProps } from './mesh-props';
import { MESH } from './messages';
import { byName, compareNames, nameText, readLabel } from './names';
import { readCallingWorkload } from './read-calling-workload';
import { readClusterProps } from './read-cluster';
import { readExternalService } from './read-external-service';
import { readIngressGateway } from './read-ingress-gateway';
import { readService } from './read-service';
import { checkRevision } from './revision';
import { MeshService } from './service';
import type { MeshServiceProps } from './service-props';
import { MeshState } from './state';

/**
 * The one description of a mesh: its clusters and services, which version runs where, who calls whom, and where requests go.
 *
 * The `add…` methods record faults with the line that called them. `plan` throws all faults as one ConfigError.
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
  /** Its name, a DNS label (MC001, MC002). It is the name of its Gateway objects and the prefix of its ServiceAccounts. */
  readonly name: string;
  readonly #state: MeshState;
  readonly #site: CallSite;
  readonly #props: ReadMesh;

  constructor(name: string, props: MeshProps = {}) {
    const at = CallSite.here();
    this.name = nameText(name);
    this.#state = new MeshState(this.name);
    this.#site = at;
    const { log } = this.#state;
    readLabel(log.part('the name of a mesh', name, at));
    this.#props = readMeshProps(log.part(`mesh "${this.name}"`, props, at));
  }

  /**
   * Adds a cluster.
   *
   * @param name a DNS label (MC001, MC002), once per mesh (MC003)
   * @param props its location, and how other clusters reach it
   * @example
   * const cluster2 = mesh.addCluster('cluster2', { locality: 'eu-de', gateway: GatewayAddress.parse('192.0.2.7') });
   */
  addCluster(name: string, props: ClusterProps = {}): Cluster {
    const at = CallSite.here();
    const text = nameText(name);
    const state = this.#state;
    state.assertOpen(`addCluster("${text}")`, at);
    readLabel(state.log.part('the name of a cluster', name, at));
    const first = state.clusters.get(text);
    if (first !== undefined) {
      state.reportSecond(MESH.MC003, `Mesh "${this.name}" already has cluster "${text}"`, first, at);
      return first;
    }
    const cluster = new Cluster(text, readClusterProps(state, text, props, at), at);
    state.clusters.set(text, cluster);
    return cluster;
  }

  /**
   * Adds a service.
   *
   * @param name a DNS label that begins with a letter (MC001, MC002), once per namespace (MC004)
   * @param props its ports, its versions and the clusters that run them, and how callers treat it
   * @example
   * const reviews = mesh.addService('reviews', { port: 9080, versions: { v1: [cluster1], v2: [cluster1, cluster2] } });
   */
  addService<V extends string>(name: string, props: MeshServiceProps<V>): MeshService<V> {
    const at = CallSite.here();
    const state = this.#state;
    state.assertOpen(`addService("${nameText(name)}")`, at);
    const service = new MeshService(readService(state, name, props, at), state, at);
    if (!state.keepFirst(state.services, service, MESH.MC004, 'service', at)) state.duplicates.push(service);
    return service;
  }

  /**
   * Adds an ingress gateway, which calls services. Somebody else installs it and writes its Gateway.
   *
   * @param name a DNS label (MC001, MC002), once per namespace (MC081)
   * @param props its clusters, service account and namespace
   * @example
   * const ingress = mesh.addIngressGateway('istio-ingressgateway', {
   *   clusters: [cluster1],
   *   serviceAccountName: 'istio-ingressgateway-service-account',
   * });
   * ingress.calls(productpage);
   */
  addIngressGateway(name: string, props: IngressGatewayProps): IngressGateway {
    const at = CallSite.here();
    const state = this.#state;
    state.assertOpen(`addIngressGateway("${nameText(name)}")`, at);
    const gateway = new IngressGateway(readIngressGateway(state, name, props, at), state, at);
    state.keepFirst(state.ingressGateways, gateway, MESH.MC081, 'ingress gateway', at);
    return gateway;
  }

  /**
   * Adds a workload that calls services and has no ports itself, such as a worker or a CronJob. Somebody else creates it. It
   * counts as a caller for routes and for least privilege, and its clusters get what callers need.
   *
   * @param name a DNS label (MC001, MC002), once per namespace (MC156)
   * @param props its clusters, service account and namespace
   * @example
   * const reports = mesh.addCaller('reports', { clusters: [cluster1], serviceAccountName: 'reports', namespace: 'batch' });
   * reports.calls(ratings);
   */
  addCaller(name: string, props: CallingWorkloadProps): CallingWorkload {
    const at = CallSite.here();
    const state = this.#state;
    state.assertOpen(`addCaller("${nameText(name)}")`, at);
    const caller = new CallingWorkload(readCallingWorkload(state, name, props, at), state, at);
    state.keepFirst(state.workloads, caller, MESH.MC156, 'caller', at);
    return caller;
  }

  /**
   * Adds a service outside of the mesh, such as an API on the internet or a database of the company. Only the callers that
   * declare it with `calls` get to know it, each in its clusters and its namespace. At least one caller must (MC161).
   *
   * @param name a DNS label (MC001, MC002), which no service or external service of its namespace has (MC160)
   * @param props its host and ports, and whether proxies encrypt
   * @example
   * const stripe = mesh.addExternalService('stripe', {
   *   host: 'api.stripe.com',
   *   ports: { https: { port: 443, protocol: 'TLS' } },
   * });
   * ratings.calls(stripe);
   * @see https://istio.io/latest/docs/tasks/traffic-management/egress/egress-tls-origination/
   */
  addExternalService(name: string, props: ExternalServiceProps): ExternalService {
    const at = CallSite.here();
    const state = this.#state;
    state.assertOpen(`addExternalService("${nameText(name)}")`, at);
    const service = new ExternalService(readExternalService(state, name, props, at), at);
    const { host, namespace } = service;
    const same = state.externalServices.find((each) => each.name === service.name && each.namespace === namespace);
    const alike = state.externalServices.find((each) => host !== '' && each.host === host);
    const first = same ?? alike;
    if (first !== undefined) {
      const what = same === undefined ? `"${first.name}" with host "${host}"` : `"${namespace}/${service.name}"`;
      state.reportSecond(MESH.MC160, `Mesh "${this.name}" already has external service ${what}`, first, at);
      return first;
    }
    state.externalServices.push(service);
    return service;
  }

  /**
   * Derives what each cluster needs, and seals the mesh. Adding to it afterwards throws MC010.
   *
   * @param scheme how calls cross clusters, such as `new SniAddressing()`. Anything else throws MC035
   * @throws ConfigError with everything that is wrong with the description
   */
  plan<P>(scheme: MeshPlanner<P>): P {
    assertScheme(scheme, CallSite.here());
    this.#state.sealed = true;
    const described = [
      ...this.#state.log.issues,
      ...(this.#props.leastPrivilege ? checkLeastPrivilege(this.#state, this.#site) : []),
      ...checkRevision(this.#props.revision, this.name, namespacesOf(this.#state), this.#site),
    ];
    const { plan, issues: planned } = scheme.planMesh(this.describe());
    const issues = [...described, ...planned];
    if (issues.length > 0) throw new ConfigError(issues);
    return plan;
  }

  private describe(): MeshDescription {
    const { clusters, services, workloads, externalServices } = this.#state;
    const ordered = [...services.values()].sort(
      (a, b) => compareNames(a.name, b.name) || compareNames(a.namespace, b.namespace),
    );
    return {
      name: this.name,
      clusters: byName(clusters.values()),
      services: ordered,
      workloads: byName(workloads.values()),
      calls: describeCalls(this.#state, this.#props.leastPrivilege, ordered),
      externalServices: byName(externalServices),
      externalCalls: describeExternalCalls(this.#state),
      ...this.#props,
    };
  }
}

/** The namespaces of services and of workloads that call them, in name order. */
function namespacesOf({ services, workloads }: MeshState): readonly string[] {
  const placed = [...services.values(), ...workloads.values()];
  return [...new Set(placed.map(({ namespace }) => namespace))].sort(compareNames);
}

function assertScheme(scheme: unknown, at: CallSite): void {
  if (typeof scheme === 'object' && scheme !== null && 'planMesh' in scheme && typeof scheme.planMesh === 'function')
    return;
  const but = scheme === undefined ? 'is given none' : `is given ${valueText(scheme)}`;
  const detail = {
    what: `plan() must be given a scheme, but ${but}.`,
    got: scheme,
    fix: 'Pass a scheme, such as new SniAddressing().',
  };
  throw new ConfigError([issue(SHAPE.MC035, detail, at)]);
}
