/**
 * The default scheme: a caller's DestinationRule names the far cluster's own Service and subset in the SNI, which the far
 * gateway passes through. The far cluster needs its own DestinationRule and a Gateway for exactly that host.
 * @module
 */
import { CallSite, type ConfigIssue, issue } from '../../errors';
import {
  CLUSTER,
  type DestinationRuleSpec,
  type GatewaySpec,
  globalHost,
  type Labels,
  MULTICLUSTER_SERVICE,
  type SpecifiedResource,
  serviceHost,
  serviceNames,
  type ServiceEntrySpec,
  sniName,
  type TrafficPolicy,
  type WorkloadEntrySpec,
} from '../../istio';
import { checkName, type Cluster, type IMeshService, type MeshDescription } from '../../mesh';
import type { TrafficPlan } from '../cluster-plan';
import { CURRENT } from '../dialect/current';
import type { ServiceView, Target } from '../view';
import { GATEWAY_PORT, versionLabels, versionSubsets, virtualServiceSpec } from './objects';
import { Scheme } from './scheme';

/** Options of SniAddressing. */
export interface SniAddressingProps {
  /**
   * The domain of the hosts that services have across clusters, `<service>.<namespace>.<domain>`: a DNS name (MC033) that
   * makes no host equal to a name of a Service (MC028).
   * @default 'global'
   */
  readonly domain?: string;
}

/**
 * Routes across clusters by server name: works on today's Istio without shared API servers, for any number of clusters.
 *
 * @example
 * const plan = mesh.plan(new SniAddressing());
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ClientTLSSettings
 */
export class SniAddressing extends Scheme {
  protected override readonly dialect = CURRENT;
  private readonly domain: string;
  private readonly site = CallSite.here();

  constructor(props: SniAddressingProps = {}) {
    super();
    this.domain = props.domain ?? 'global';
  }

  protected override check(mesh: MeshDescription, issues: ConfigIssue[]): void {
    issues.push(...checkName('domain of SniAddressing', this.domain, this.site));
    const taken = new Set(mesh.services.flatMap(serviceNames));
    for (const service of mesh.services) {
      const host = globalHost(service, this.domain);
      const what = `the ServiceEntry of "${service.name}" would have a name of a Service`;
      if (taken.has(host)) issues.push(issue('MC028', { what, got: host }, this.site));
    }
  }

  protected override traffic(view: ServiceView): TrafficPlan {
    const { service, route, targets, subsetted } = view;
    const { name, namespace } = service;
    const global = globalHost(service, this.domain);
    const local = { host: serviceHost(service), subsets: versionSubsets(service) };
    return {
      ...this.remoteAccess(service, targets.filter(isRemote), global),
      localRule: subsetted ? this.dialect.istio('DestinationRule', { name, namespace }, local) : undefined,
      virtualService:
        route && this.dialect.istio('VirtualService', { name, namespace }, virtualServiceSpec(route, targets, global)),
    };
  }

  protected override gateway(mesh: MeshDescription, exposed: readonly IMeshService[]): SpecifiedResource<'Gateway', GatewaySpec> {
    const hosts = exposed.map((service) => `${service.namespace}/${serviceHost(service)}`).sort();
    return this.dialect.istio('Gateway', { name: mesh.name, namespace: 'istio-system' }, {
      selector: { istio: 'eastwestgateway' },
      servers: [{ port: { number: GATEWAY_PORT, name: 'tls', protocol: 'TLS' }, tls: { mode: 'AUTO_PASSTHROUGH' }, hosts }],
    });
  }

  private remoteAccess(service: IMeshService, remote: readonly Target[], host: string): RemoteAccess {
    const { name, namespace, port } = service;
    const endpoints = remote.flatMap(({ version, remotes }) => remotes.map((cluster) => ({ version, cluster })));
    if (endpoints.length === 0) return { serviceEntry: undefined, workloadEntries: [], globalRule: undefined };
    const isOverLocalPods = remote.some(({ here }) => here);
    const labels = isOverLocalPods ? { [MULTICLUSTER_SERVICE]: name } : {};
    const entries = endpoints.map(({ version, cluster }) => ({
      name: [name, version, cluster.name].filter((part) => part !== undefined).join('-'),
      spec: this.endpoint(service, cluster, { ...labels, ...versionLabels(version) }),
    }));
    const serviceEntry: ServiceEntrySpec = {
      hosts: [host],
      location: 'MESH_INTERNAL',
      ports: [{ number: port, name: this.dialect.portName, protocol: 'HTTP' }],
      resolution: endpoints.every(({ cluster }) => cluster.gateway?.kind === 'ip') ? 'STATIC' : 'DNS',
      ...(isOverLocalPods ? { workloadSelector: { labels } } : { endpoints: entries.map(({ spec }) => spec) }),
    };
    return {
      serviceEntry: this.dialect.istio('ServiceEntry', { name: `${name}-${namespace}`, namespace }, serviceEntry),
      workloadEntries: (isOverLocalPods ? entries : []).map((entry) =>
        this.dialect.istio('WorkloadEntry', { name: entry.name, namespace }, entry.spec),
      ),
      globalRule: this.dialect.istio('DestinationRule', { name: `${name}-global`, namespace }, globalRule(service, remote, host)),
    };
  }

  private endpoint({ serviceAccountName }: IMeshService, cluster: Cluster, labels: Labels): WorkloadEntrySpec {
    const { name, gateway, locality } = cluster;
    return {
      address: gateway?.value ?? '',
      ports: { [this.dialect.portName]: GATEWAY_PORT },
      labels: { ...labels, [CLUSTER]: name },
      ...(locality !== undefined && { locality }),
      serviceAccount: serviceAccountName,
    };
  }
}

type RemoteAccess = Pick<TrafficPlan, 'serviceEntry' | 'workloadEntries' | 'globalRule'>;

function isRemote({ remotes }: Target): boolean {
  return remotes.length > 0;
}

function globalRule(service: IMeshService, remote: readonly Target[], host: string): DestinationRuleSpec {
  const tls = (subset?: string): TrafficPolicy['tls'] & object => ({
    mode: 'ISTIO_MUTUAL',
    sni: sniName({ port: service.port, subset, host: serviceHost(service) }),
  });
  const isSpread = remote.some(({ here, remotes }) => here || remotes.length > 1);
  const subsets = remote.flatMap(({ version }) =>
    version === undefined
      ? []
      : [{ name: version, labels: versionLabels(version), trafficPolicy: { tls: tls(version) } }],
  );
  return {
    host,
    trafficPolicy: {
      // written out, as an outlierDetection added later would otherwise turn spread into nearest-only
      ...(isSpread && { loadBalancer: { localityLbSetting: { enabled: false } } }),
      tls: tls(),
    },
    ...(subsets.length > 0 && { subsets }),
  };
}
