/**
 * The default scheme: a caller's DestinationRule names the far cluster's own Service and subset in the SNI, which the far
 * gateway passes through. The far cluster needs its own DestinationRule and a Gateway for exactly that host.
 * @module
 */
import { CallSite, type ConfigIssue, issue } from '../../errors';
import {
  CLUSTER,
  type DestinationRuleSpec,
  globalHost,
  MAX_NAME,
  MULTICLUSTER_SERVICE,
  serviceHost,
  serviceNames,
  sniName,
  type TrafficPolicy,
} from '../../istio';
import { checkHost, type Cluster, compareNames, type IMeshService, type MeshDescription } from '../../mesh';
import type { GatewayResource } from '../cluster-plan';
import { CURRENT } from '../dialect/current';
import { PORT_NAME } from '../dialect/dialect';
import { type DestinationView, hasSeveralPlaces, type ServiceView } from '../view';
import { checkShares, gatewayEndpoints, isWeighted } from './gateway-endpoints';
import { type RemoteAccess, Scheme } from './scheme';
import { versionLabels } from './specs';

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
    const wrong = checkHost('domain of SniAddressing', this.domain, this.site);
    issues.push(...wrong);
    const taken = new Set(mesh.services.flatMap(serviceNames));
    for (const service of wrong.length > 0 ? [] : mesh.services) {
      const host = this.remoteHost(service);
      const role = `host of service "${service.name}" across clusters`;
      if (taken.has(host))
        issues.push(issue('MC028', { what: `${role} is a name of a Service`, got: host }, this.site));
      if (host.length > MAX_NAME) issues.push(...checkHost(role, host, this.site));
    }
  }

  protected override remoteHost(service: IMeshService): string {
    return globalHost(service, this.domain);
  }

  protected override remoteAccess(
    view: ServiceView,
    remote: readonly DestinationView[],
    issues: ConfigIssue[],
  ): RemoteAccess {
    const { service } = view;
    const { name, port, serviceAccountName } = service;
    const isOverLocalPods = remote.some(({ here }) => here);
    const selector = { [MULTICLUSTER_SERVICE]: name };
    const endpoints = gatewayEndpoints(remote);
    issues.push(...checkShares(view, remote));
    const entries = endpoints.map(({ version, cluster, address, suffix, port: gatewayPort, weight }) => ({
      name: [name, version, cluster.name].filter((part) => part !== undefined).join('-') + suffix,
      spec: {
        address: address.value,
        ports: { [PORT_NAME]: gatewayPort },
        labels: { ...(isOverLocalPods && selector), ...versionLabels(version), [CLUSTER]: cluster.name },
        ...(cluster.locality !== undefined && { locality: cluster.locality }),
        ...(weight !== undefined && { weight }),
        serviceAccount: serviceAccountName,
      },
    }));
    return {
      serviceEntry: {
        hosts: [this.remoteHost(service)],
        location: 'MESH_INTERNAL',
        ports: [{ number: port, name: PORT_NAME, protocol: 'HTTP' }],
        resolution: endpoints.every(({ address }) => address.kind === 'ip') ? 'STATIC' : 'DNS',
        ...(isOverLocalPods
          ? { workloadSelector: { labels: selector } }
          : { endpoints: entries.map(({ spec }) => spec) }),
      },
      workloadEntries: isOverLocalPods ? entries : [],
      rule: remoteRule(service, remote, this.remoteHost(service)),
    };
  }

  protected override gateway(
    mesh: MeshDescription,
    { gateway }: Cluster,
    exposed: readonly IMeshService[],
  ): GatewayResource | undefined {
    if (gateway?.object === undefined) return undefined;
    const { serverPort, selector, namespace } = gateway.object;
    const hosts = exposed.map((service) => `${service.namespace}/${serviceHost(service)}`).sort(compareNames);
    const port = { number: serverPort, name: 'tls', protocol: 'TLS' };
    return this.dialect.istio('Gateway', mesh.name, namespace, {
      selector,
      servers: [{ port, tls: { mode: 'AUTO_PASSTHROUGH' }, hosts }],
    });
  }
}

/** A subset per version, each with the server name that the far gateway passes to that version. */
function remoteRule(service: IMeshService, remote: readonly DestinationView[], host: string): DestinationRuleSpec {
  const policy = (subset?: string): TrafficPolicy => ({
    tls: { mode: 'ISTIO_MUTUAL', sni: sniName({ port: service.port, subset, host: serviceHost(service) }) },
  });
  const subsets = remote.flatMap(({ version }) =>
    version === undefined ? [] : [{ name: version, labels: versionLabels(version), trafficPolicy: policy(version) }],
  );
  const isSpread = remote.some(hasSeveralPlaces);
  // only by turns are weights met exactly; Istio's default also looks at how many requests are open
  const byTurns = remote.some(isWeighted) && ({ simple: 'ROUND_ROBIN' } as const);
  return {
    host,
    trafficPolicy: {
      // written out, as an outlierDetection added later would otherwise turn spread into nearest-only
      ...(isSpread && { loadBalancer: { ...byTurns, localityLbSetting: { enabled: false } } }),
      ...policy(),
    },
    ...(subsets.length > 0 && { subsets }),
  };
}
