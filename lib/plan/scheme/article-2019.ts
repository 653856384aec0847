/**
 * The scheme of the article "Version Routing in a Multicluster Service Mesh", 2019, object for object.
 * @module
 */
import { isIPv4 } from 'node:net';
import { CallSite, type ConfigIssue, issue } from '../../errors';
import { CLUSTER, globalHost, serviceHost, type TrafficPolicy } from '../../istio';
import type { IMeshService, MeshDescription } from '../../mesh';
import type { TrafficPlan } from '../cluster-plan';
import { DIALECT_2019 } from '../dialect/2019';
import type { ServiceView, Target } from '../view';
import { GATEWAY_PORT, versionSubsets, virtualServiceSpec } from './objects';
import { Scheme } from './scheme';

/** Options of Article2019. */
export interface Article2019Props {
  /**
   * The virtual address of each service that is called across clusters (MC027): unused IPv4 addresses of 240.0.0.0/4
   * (MC024) outside Istio's own 240.240.0.0/16 (MC025), each once (MC026).
   */
  readonly vips: ReadonlyMap<IMeshService, string>;
}

const MUTUAL: TrafficPolicy = { tls: { mode: 'ISTIO_MUTUAL' } };

/**
 * Routes across clusters as the article did: `.global` hosts, which the far gateway was configured to rewrite. Today's
 * Istio does not rewrite them and answers 503; use SniAddressing there.
 *
 * @example
 * const plan = mesh.plan(new Article2019({ vips: new Map([[reviews, '240.0.0.3']]) }));
 * @see https://istio.io/latest/blog/2019/multicluster-version-routing/
 */
export class Article2019 extends Scheme {
  protected override readonly dialect = DIALECT_2019;
  protected override readonly warnings = [
    'Article2019 writes the manifests of 2019, whose calls across clusters today\'s Istio answers with 503: use SniAddressing there',
  ];
  private readonly vips: ReadonlyMap<IMeshService, string>;
  private readonly site = CallSite.here();

  constructor({ vips }: Article2019Props) {
    super();
    this.vips = vips;
  }

  protected override check(mesh: MeshDescription, issues: ConfigIssue[]): void {
    const owners = new Map<string, IMeshService>();
    for (const [service, vip] of this.vips) {
      const role = `VIP of "${service.name}"`;
      const owner = owners.get(vip);
      owners.set(vip, service);
      if (!mesh.services.includes(service)) {
        issues.push(issue('MC009', { what: `a VIP is for no service of mesh "${mesh.name}"`, got: service }, this.site));
      } else if (!isIPv4(vip) || Number.parseInt(vip) < 240) {
        issues.push(issue('MC024', { what: `${role} is not in 240.0.0.0/4`, got: vip }, this.site));
      } else if (vip.startsWith('240.240.')) {
        issues.push(issue('MC025', { what: `${role} may be allocated by Istio to another host`, got: vip }, this.site));
      } else if (owner !== undefined) {
        issues.push(issue('MC026', { what: `${role} is the VIP of "${owner.name}" too`, got: vip }, this.site));
      }
    }
  }

  protected override traffic(view: ServiceView, issues: ConfigIssue[]): TrafficPlan {
    const { service, route, targets, subsetted } = view;
    const { name, namespace } = service;
    const global = globalHost(service, 'global');
    const local = { host: serviceHost(service), trafficPolicy: MUTUAL, subsets: versionSubsets(service) };
    return {
      ...this.remoteAccess(view, targets.filter(({ remotes }) => remotes.length > 0), global, issues),
      localRule: subsetted ? this.dialect.istio('DestinationRule', { name, namespace }, local) : undefined,
      virtualService:
        route && this.dialect.istio('VirtualService', { name, namespace }, virtualServiceSpec(route, targets, global)),
    };
  }

  protected override gateway(): undefined {
    return undefined;
  }

  private remoteAccess(
    { service, cluster }: ServiceView,
    remote: readonly Target[],
    host: string,
    issues: ConfigIssue[],
  ): Pick<TrafficPlan, 'serviceEntry' | 'workloadEntries' | 'globalRule'> {
    const { name, namespace, port } = service;
    const vip = this.vips.get(service);
    const clusters = [...new Set(remote.flatMap(({ remotes }) => remotes))];
    if (clusters.length === 0) return { serviceEntry: undefined, workloadEntries: [], globalRule: undefined };
    for (const { here, remotes, version } of remote.filter((target) => target.here || target.remotes.length > 1)) {
      const what = `${version === undefined ? '' : `version "${version}" of `}"${name}" has several places`;
      const places = [...remotes, ...(here ? [cluster] : [])];
      issues.push(issue('MC029', { what, got: places.map((place) => place.name) }, service.describedAt));
    }
    if (vip === undefined) {
      issues.push(issue('MC027', { what: `"${name}" is called across clusters and has no VIP`, got: vip }, this.site));
    }
    return {
      serviceEntry: this.dialect.istio('ServiceEntry', { name: `${name}-${namespace}`, namespace }, {
        hosts: [host],
        location: 'MESH_INTERNAL',
        ports: [{ name: 'http1', number: port, protocol: 'http' }],
        resolution: 'DNS',
        ...(vip !== undefined && { addresses: [vip] }),
        endpoints: clusters.map((place) => ({
          address: place.gateway?.value ?? '',
          labels: { [CLUSTER]: place.name },
          ports: { http1: GATEWAY_PORT },
        })),
      }),
      workloadEntries: [],
      globalRule: this.dialect.istio('DestinationRule', { name: `${name}-global`, namespace }, {
        host,
        trafficPolicy: MUTUAL,
        subsets: remote.flatMap(({ version, remotes }) =>
          version === undefined ? [] : [{ name: version, labels: { [CLUSTER]: remotes[0]?.name ?? '' } }],
        ),
      }),
    };
  }
}
