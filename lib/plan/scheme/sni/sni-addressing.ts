/**
 * The scheme that most meshes use. The caller's DestinationRule sets a server name (SNI) that names the Service and the subset
 * in the other cluster, and the gateway there passes the connection through. The other cluster needs its own DestinationRule,
 * and a Gateway for the host.
 * @module
 */
import { CallSite, type ConfigIssue } from '../../../errors';
import { globalHost } from '../../../istio';
import { type IMeshService, readHost } from '../../../mesh';
import { IssueLog } from '../../../reading';
import { checkGatewayAddresses } from '../../checks/gateway-addresses';
import { checkIpFamilies } from '../../checks/ip-families';
import { CURRENT } from '../../dialect/current';
import type { RoutedMesh } from '../../routed-mesh';
import type { VipLedger } from '../../vips/ledger';
import { readVips } from '../../vips/vips-option';
import { passthroughGateway } from '../../write/passthrough-gateway';
import type { Crossing } from '../crossing';
import { crossByHost } from '../host-crossing';
import { Scheme } from '../scheme';
import { checkHosts } from './hosts';
import { EndpointEntries } from './endpoint-entries';
import { remoteAccess } from './remote-access';
import { checkNamedGateways } from './named-gateways';
import { hasOwnHost, ownHost } from './own-hosts';
import { checkShares } from './shares';
import { checkTurns } from './turns';
import { type AssignedVips, assignVips } from './virtual-addresses';

const NO_VIPS: AssignedVips = { addresses: new Map(), issues: [] };

/** Options of SniAddressing. */
export interface SniAddressingProps {
  /**
   * The domain of the hosts that services have across clusters, `<service>.<namespace>.<domain>`: a DNS name (MC033). No host
   * may equal the name of a Service (MC028).
   * @default 'global'
   */
  readonly domain?: string;
  /**
   * The virtual addresses of services with TCP or TLS ports that are called across clusters.
   * @default - none. Then no such service may be called across clusters (MC105)
   */
  readonly vips?: VipLedger;
}

/**
 * Routes across clusters by server name. It works with today's Istio and any number of clusters, and control planes need no
 * access to other clusters.
 *
 * @example
 * const plan = mesh.plan(new SniAddressing());
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ClientTLSSettings
 */
export class SniAddressing extends Scheme {
  private readonly domain: string | undefined;
  private readonly vips: VipLedger | 'unreadable' | undefined;
  private readonly site = CallSite.here();
  private readonly issues: readonly ConfigIssue[];

  constructor(props: SniAddressingProps = {}) {
    super();
    const log = new IssueLog();
    const part = log.part('SniAddressing', props, this.site);
    const { domain, vips } = part.options(['domain', 'vips']);
    this.domain = domain.isGiven ? readHost(domain) : domain.isSound ? 'global' : undefined;
    const ledger = readVips(vips);
    this.vips = vips.isSound ? ledger : 'unreadable';
    this.issues = log.issues;
  }

  protected override cross(routed: RoutedMesh): Crossing {
    const { mesh } = routed;
    const domain = this.domain ?? 'global';
    const hosts = this.domain === undefined ? [] : checkHosts(mesh, domain, this.site);
    const { addresses, issues } = this.vips === 'unreadable' ? NO_VIPS : assignVips(routed, this.vips);
    const hostOf = (service: IMeshService): string => globalHost(service, domain);
    const byHost = crossByHost(hostOf);
    const entries = new EndpointEntries();
    return {
      ...byHost,
      destination: (service, destination) =>
        hasOwnHost(service, destination)
          ? { host: ownHost(destination, hostOf(service)) }
          : byHost.destination(service, destination),
      dialect: CURRENT,
      issues: [...this.issues, ...hosts, ...issues],
      checks: [checkGatewayAddresses, checkIpFamilies, checkShares, checkTurns, checkNamedGateways],
      remoteAccess: ({ service }, remote) =>
        remoteAccess(service, remote, hostOf(service), addresses.get(service), entries),
      gateway: ({ gateway }, exposed) => gateway?.object && passthroughGateway(mesh.name, gateway.object, exposed),
    };
  }
}
