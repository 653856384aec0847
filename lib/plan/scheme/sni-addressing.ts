/**
 * The default scheme: a caller's DestinationRule names the far cluster's own Service and subset in the SNI, which the far
 * gateway passes through. The far cluster needs its own DestinationRule and a Gateway for exactly that host.
 * @module
 */
import { CallSite, type ConfigIssue, oldIssue, OldLog } from '../../errors';
import { CLUSTER, globalHost, type Labels, MAX_NAME, MULTICLUSTER_SERVICE, serviceNames } from '../../istio';
import { checkHost, type Cluster, type IMeshService, type MeshDescription, nameText, readOptions } from '../../mesh';
import type { GatewayResource } from '../cluster-plan';
import type { DestinationView } from '../destination';
import { CURRENT } from '../dialect/current';
import { rankLabels } from '../distribution';
import type { ServiceView } from '../view';
import type { VipLedger } from '../vips/ledger';
import { assignVips, vipOf } from '../vips/needs';
import type { RemoteAccess } from './crossing';
import { checkShares, type GatewayEndpoint, gatewayEndpoints } from './gateway-endpoints';
import { passthroughGateway } from './passthrough-gateway';
import { gatewayPorts, serviceEntryPorts } from './ports';
import { checkTurns, remoteRule } from './remote-rule';
import { Scheme } from './scheme';
import { targetLabels } from './specs';

/** Options of SniAddressing. */
export interface SniAddressingProps {
  /**
   * The domain of the hosts that services have across clusters, `<service>.<namespace>.<domain>`: a DNS name (MC033) that
   * makes no host equal to a name of a Service (MC028).
   * @default 'global'
   */
  readonly domain?: string;
  /**
   * The virtual addresses of services with ports of TCP or TLS that are called across clusters.
   * @default - none; then there may be no such service (MC105)
   */
  readonly vips?: VipLedger;
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
  private readonly vips: VipLedger | undefined;
  private readonly site = CallSite.here();
  private readonly log = new OldLog();

  constructor(props: SniAddressingProps = {}) {
    super();
    const options = readOptions(this.log, props, 'options of SniAddressing', ['domain', 'vips'], this.site);
    const { domain = 'global', vips } = options;
    this.log.issues.push(...checkHost('domain of SniAddressing', domain, this.site));
    this.domain = nameText(domain);
    this.vips = vips;
  }

  protected override check(mesh: MeshDescription, issues: ConfigIssue[]): void {
    issues.push(...this.log.issues);
    const taken = new Set(mesh.services.flatMap(serviceNames));
    for (const service of this.log.issues.length > 0 ? [] : mesh.services) {
      const host = this.remoteHost(service);
      const role = `host of service "${service.name}" across clusters`;
      if (taken.has(host))
        issues.push(oldIssue('MC028', { what: `${role} is a name of a Service`, got: host }, this.site));
      if (host.length > MAX_NAME) issues.push(...checkHost(role, host, this.site));
    }
    issues.push(...assignVips(mesh, this.vips, this.site));
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
    const vip = vipOf(this.vips, service);
    const isOverLocalPods = remote.some(({ here }) => here);
    const selector = { [MULTICLUSTER_SERVICE]: service.name };
    const endpoints = gatewayEndpoints(remote);
    issues.push(...checkShares(view, remote), ...checkTurns(view, remote));
    const entries = endpoints.map((endpoint) => entryOf(service, endpoint, isOverLocalPods ? selector : {}));
    return {
      serviceEntry: {
        hosts: [this.remoteHost(service)],
        ...(vip !== undefined && { addresses: [vip] }),
        location: 'MESH_INTERNAL',
        ports: serviceEntryPorts(service, isOverLocalPods),
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
    return gateway?.object && passthroughGateway(mesh.name, gateway.object, exposed);
  }
}

/** An endpoint of the host, and what it is called as an object of its own; `found` are labels by which it is found. */
function entryOf(
  service: IMeshService,
  { version, cluster, address, suffix, port, weight }: GatewayEndpoint,
  found: Labels,
): RemoteAccess['workloadEntries'][number] {
  return {
    name: [service.name, version, cluster.name].filter((part) => part !== undefined).join('-') + suffix,
    spec: {
      address: address.value,
      ports: gatewayPorts(service, port),
      labels: { ...found, ...targetLabels({ version, cluster }, CLUSTER), ...rankLabels(service, cluster) },
      ...(cluster.locality !== undefined && { locality: cluster.locality }),
      ...(weight !== undefined && { weight }),
      serviceAccount: service.serviceAccountName,
    },
  };
}
