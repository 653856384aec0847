/**
 * The scheme of the article "Version Routing in a Multicluster Service Mesh" from 2019, object for object.
 * @module
 */
import { CallSite, type ConfigIssue, issue } from '../../../errors';
import { globalHost } from '../../../istio';
import type { IMeshService, MeshDescription } from '../../../mesh';
import { IssueLog, SHAPE } from '../../../reading';
import { checkGatewayAddresses } from '../../checks/gateway-addresses';
import { checkIpFamilies } from '../../checks/ip-families';
import { DIALECT_2019 } from '../../dialect/2019';
import type { RoutedMesh } from '../../routed-mesh';
import type { Crossing } from '../crossing';
import { crossByHost } from '../host-crossing';
import { Scheme } from '../scheme';
import { checkNoExternals, checkOnlyPorts, checkPlaces } from './limits';
import { ARTICLE } from './messages';
import { localRule2019, remoteAccess2019 } from './objects';
import { checkMissingVips, checkVips } from './virtual-addresses';

/** Options of Article2019. */
export interface Article2019Props {
  /**
   * The virtual addresses of all services that are called across clusters (MC027). Each is an unused IPv4 address in 240.0.0.0/4
   * (MC024), outside Istio's own range 240.240.0.0/16 (MC025), and belongs to one service (MC026).
   */
  readonly vips: ReadonlyMap<IMeshService, string>;
}

/**
 * Routes across clusters as the article did: by `.global` hosts, which the gateway of the other cluster rewrote. Today's Istio
 * does not rewrite them, so calls across clusters get 503. Use SniAddressing with today's Istio.
 *
 * This scheme does not support least privilege (MC085), a version in several clusters (MC029), any ports other than one HTTP port
 * (MC065), or external services (MC164).
 *
 * @example
 * const plan = mesh.plan(new Article2019({ vips: new Map([[reviews, '240.0.0.3']]) }));
 * @see https://istio.io/latest/blog/2019/multicluster-version-routing/
 */
export class Article2019 extends Scheme {
  private readonly vips: ReadonlyMap<IMeshService, string> | undefined;
  private readonly site = CallSite.here();
  private readonly issues: readonly ConfigIssue[];

  constructor(props: Article2019Props) {
    super();
    const log = new IssueLog();
    const { vips } = log.part('Article2019', props, this.site).options(['vips']);
    const fix = "Pass a Map: new Map([[reviews, '240.0.0.3']]).";
    const given: ReadonlyMap<IMeshService, string> | undefined = vips.instance(SHAPE.MC035, Map, 'be a Map', { fix });
    this.vips = vips.isSound ? given : undefined;
    this.issues = log.issues;
  }

  protected override cross({ mesh }: RoutedMesh): Crossing {
    const { vips } = this;
    const hostOf = (service: IMeshService): string => globalHost(service, 'global');
    return {
      ...crossByHost(hostOf),
      dialect: DIALECT_2019,
      warnings: [
        "Article2019 writes the manifests of 2019, whose calls across clusters today's Istio answers with 503: use SniAddressing there",
      ],
      issues: [...this.issues, ...this.checkPrivilege(mesh), ...(vips ? checkVips(mesh, vips, this.site) : [])],
      checks: [
        checkOnlyPorts,
        checkGatewayAddresses,
        checkIpFamilies,
        checkPlaces,
        checkNoExternals,
        ...(vips ? [checkMissingVips(vips, this.site)] : []),
      ],
      localRule: localRule2019,
      remoteAccess: ({ service }, remote) => remoteAccess2019(service, remote, hostOf(service), vips?.get(service)),
    };
  }

  private checkPrivilege({ name, leastPrivilege }: MeshDescription): readonly ConfigIssue[] {
    const what = `Mesh "${name}" has leastPrivilege, which Article2019 cannot write.`;
    return leastPrivilege ? [issue(ARTICLE.MC085, { what }, this.site)] : [];
  }
}
