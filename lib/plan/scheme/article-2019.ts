/**
 * The scheme of the article "Version Routing in a Multicluster Service Mesh", 2019, object for object.
 * @module
 */
import { CallSite, type ConfigIssue, oldIssue, OldLog } from '../../errors';
import {
  CLUSTER,
  type DestinationRuleSpec,
  globalHost,
  type Subset,
  type TrafficPolicy,
  type WorkloadEntrySpec,
} from '../../istio';
import { type Cluster, type IMeshService, type MeshDescription, readOptions } from '../../mesh';
import type { DestinationView } from '../destination';
import { DIALECT_2019 } from '../dialect/2019';
import { givenPolicy, remotePolicy } from '../traffic-policy';
import type { ServiceView } from '../view';
import { checkPlaces, checkSupport, checkVips } from './article-2019-limits';
import type { RemoteAccess } from './crossing';
import { Scheme } from './scheme';

const MUTUAL_TLS: TrafficPolicy = { tls: { mode: 'ISTIO_MUTUAL' } };

/** Options of Article2019. */
export interface Article2019Props {
  /**
   * The virtual address of each service that is called across clusters (MC027): unused IPv4 addresses of 240.0.0.0/4
   * (MC024) outside Istio's own 240.240.0.0/16 (MC025), each once (MC026).
   */
  readonly vips: ReadonlyMap<IMeshService, string>;
}

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
    "Article2019 writes the manifests of 2019, whose calls across clusters today's Istio answers with 503: use SniAddressing there",
  ];
  private readonly vips: ReadonlyMap<IMeshService, string>;
  private readonly site = CallSite.here();
  private readonly log = new OldLog();

  constructor(props: Article2019Props) {
    super();
    const { vips } = readOptions(this.log, props, 'options of Article2019', ['vips'], this.site);
    this.vips = vips instanceof Map ? vips : new Map();
    if (!(vips instanceof Map) && this.log.issues.length === 0) {
      const fix = "pass a Map: new Map([[reviews, '240.0.0.3']])";
      this.log.report('MC035', { what: 'vips of Article2019 is no Map', got: vips, fix }, this.site);
    }
  }

  protected override check(mesh: MeshDescription, issues: ConfigIssue[]): void {
    issues.push(...this.log.issues, ...checkSupport(mesh, this.site), ...checkVips(mesh, this.vips, this.site));
  }

  protected override remoteHost(service: IMeshService): string {
    return globalHost(service, 'global');
  }

  protected override remoteAccess(
    view: ServiceView,
    remote: readonly DestinationView[],
    issues: ConfigIssue[],
  ): RemoteAccess {
    const { service } = view;
    const vip = this.vips.get(service);
    const host = this.remoteHost(service);
    const clusters = [...new Set(remote.flatMap(({ remotes }) => remotes))];
    const subsets = remote.flatMap((destination) => subsetsOf(service, destination));
    issues.push(...checkPlaces(view, remote));
    if (vip === undefined) {
      const what = `service "${service.name}" is called across clusters and has no VIP`;
      issues.push(oldIssue('MC027', { what, got: vip }, this.site));
    }
    return {
      serviceEntry: {
        hosts: [host],
        location: 'MESH_INTERNAL',
        ports: [{ name: 'http1', number: service.port, protocol: 'http' }],
        resolution: 'DNS',
        ...(vip !== undefined && { addresses: [vip] }),
        endpoints: clusters.flatMap(endpointsOf),
      },
      workloadEntries: [],
      rule: {
        host,
        trafficPolicy: { ...remotePolicy(service, undefined), ...MUTUAL_TLS },
        ...(subsets.length > 0 && { subsets }),
      },
    };
  }

  protected override localRule(view: ServiceView): DestinationRuleSpec | undefined {
    const { host, trafficPolicy, subsets } = super.localRule(view) ?? {};
    if (host === undefined) return undefined;
    return { host, trafficPolicy: { ...trafficPolicy, ...MUTUAL_TLS }, ...(subsets && { subsets }) };
  }

  protected override gateway(): undefined {
    return undefined;
  }
}

/** An endpoint per address of a cluster's gateway. */
function endpointsOf({ name, gateway }: Cluster): readonly WorkloadEntrySpec[] {
  if (gateway === undefined) return [];
  const ports = { http1: gateway.port };
  return gateway.addresses.map(({ value }) => ({ address: value, labels: { [CLUSTER]: name }, ports }));
}

/** The subset of a version in each cluster that runs it. */
function subsetsOf(service: IMeshService, destination: DestinationView): readonly Subset[] {
  const { version, remotes } = destination;
  if (version === undefined) return [];
  const policy = givenPolicy(remotePolicy(service, destination));
  return remotes.map(({ name }) => ({ name: version, labels: { [CLUSTER]: name }, ...policy }));
}
