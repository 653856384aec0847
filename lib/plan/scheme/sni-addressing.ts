/**
 * The default scheme: a caller's DestinationRule names the far cluster's own Service and subset in the SNI, which the far
 * gateway passes through. The far cluster needs its own DestinationRule and a Gateway for exactly that host.
 * @module
 */
import { CallSite, type ConfigIssue, issue } from '../../errors';
import {
  CLUSTER,
  type DestinationRuleSpec,
  GATEWAY_PORT,
  GATEWAY_SELECTOR,
  globalHost,
  ISTIO_NAMESPACE,
  MAX_NAME,
  MULTICLUSTER_SERVICE,
  serviceHost,
  serviceNames,
} from '../../istio';
import { checkHost, type Cluster, compareNames, type IMeshService, type MeshDescription } from '../../mesh';
import type { GatewayResource } from '../cluster-plan';
import { CURRENT } from '../dialect/current';
import { distributionPolicy, rankLabels } from '../distribution';
import { type DestinationView, type ServiceView, subsetName } from '../view';
import type { VipLedger } from '../vips/ledger';
import { assignVips, vipOf } from '../vips/needs';
import { gatewayPorts, policyOfPorts, serviceEntryPorts } from './ports';
import { type RemoteAccess, Scheme } from './scheme';
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

  constructor(props: SniAddressingProps = {}) {
    super();
    this.domain = props.domain ?? 'global';
    this.vips = props.vips;
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
    issues.push(...assignVips(mesh, this.vips, this.site));
  }

  protected override remoteHost(service: IMeshService): string {
    return globalHost(service, this.domain);
  }

  protected override remoteAccess({ service }: ServiceView, remote: readonly DestinationView[]): RemoteAccess {
    const { name, serviceAccountName } = service;
    const vip = vipOf(this.vips, service);
    const isOverLocalPods = remote.some(({ here }) => here);
    const selector = { [MULTICLUSTER_SERVICE]: name };
    const gateways = placesOf(remote).flatMap(({ version, cluster }) =>
      cluster.gateway === undefined ? [] : [{ version, cluster, gateway: cluster.gateway }],
    );
    const entries = gateways.map(({ version, cluster, gateway }) => ({
      name: [name, version, cluster.name].filter((part) => part !== undefined).join('-'),
      spec: {
        address: gateway.value,
        ports: gatewayPorts(service),
        labels: {
          ...(isOverLocalPods && selector),
          ...targetLabels({ version, cluster }, CLUSTER),
          ...rankLabels(service, cluster),
        },
        ...(cluster.locality !== undefined && { locality: cluster.locality }),
        serviceAccount: serviceAccountName,
      },
    }));
    return {
      serviceEntry: {
        hosts: [this.remoteHost(service)],
        ...(vip !== undefined && { addresses: [vip] }),
        location: 'MESH_INTERNAL',
        ports: serviceEntryPorts(service, isOverLocalPods),
        resolution: gateways.every(({ gateway }) => gateway.kind === 'ip') ? 'STATIC' : 'DNS',
        ...(isOverLocalPods
          ? { workloadSelector: { labels: selector } }
          : { endpoints: entries.map(({ spec }) => spec) }),
      },
      workloadEntries: isOverLocalPods ? entries : [],
      rule: remoteRule(service, remote, this.remoteHost(service)),
    };
  }

  protected override gateway(mesh: MeshDescription, exposed: readonly IMeshService[]): GatewayResource {
    const hosts = exposed.map((service) => `${service.namespace}/${serviceHost(service)}`).sort(compareNames);
    const port = { number: GATEWAY_PORT, name: 'tls', protocol: 'TLS' };
    return this.dialect.istio('Gateway', mesh.name, ISTIO_NAMESPACE, {
      selector: GATEWAY_SELECTOR,
      servers: [{ port, tls: { mode: 'AUTO_PASSTHROUGH' }, hosts }],
    });
  }
}

/**
 * The places elsewhere that destinations stand for, each once: a version may be named pinned and not. The default subset has
 * every endpoint of the host, so that any version needs one of its own only in clusters where no version has one.
 */
function placesOf(
  remote: readonly DestinationView[],
): readonly { readonly version: string | undefined; readonly cluster: Cluster }[] {
  const places = remote.flatMap(({ version, remotes }) => remotes.map((cluster) => ({ version, cluster })));
  const named = new Set(places.filter(({ version }) => version !== undefined).map(({ cluster }) => cluster));
  const needed = places.filter(({ version, cluster }) => version !== undefined || !named.has(cluster));
  return [...new Map(needed.map((place) => [`${place.version ?? ''}/${place.cluster.name}`, place])).values()];
}

/** A subset per destination, each with the server name that the far gateway passes to that version. */
function remoteRule(service: IMeshService, remote: readonly DestinationView[], host: string): DestinationRuleSpec {
  const subsets = remote.flatMap((destination) => {
    const name = subsetName(destination);
    if (name === undefined) return [];
    const trafficPolicy = policyOfPorts(service, distributionPolicy(service, destination), destination.version);
    return [{ name, labels: targetLabels(destination, CLUSTER), trafficPolicy }];
  });
  const any = remote.find(({ version }) => version === undefined);
  return {
    host,
    trafficPolicy: policyOfPorts(service, any ? distributionPolicy(service, any) : {}, undefined),
    ...(subsets.length > 0 && { subsets }),
  };
}
