/**
 * The traffic policy for a port and a subset of a host.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/networking/util/util.go
 * @module
 */
import type { PortTrafficPolicy, TrafficPolicy } from '../../istio';
import type { ManifestObject } from '../../manifests';
import type { DeclaredSubset, HostRule } from '../model/destination-rules';

/** A setting and where it stands. */
export interface Setting<T> {
  readonly value: T;
  readonly object: ManifestObject;
  readonly path: readonly (string | number)[];
}

/** What a policy says about connections. Each part is undefined if nothing says it. */
export interface Policy {
  readonly tls?: Setting<NonNullable<PortTrafficPolicy['tls']>>;
  readonly loadBalancer?: Setting<NonNullable<PortTrafficPolicy['loadBalancer']>>;
  readonly outlierDetection?: Setting<object>;
  /** Whether proxies use mutual TLS with endpoints that can; undefined if what the endpoints accept decides. */
  readonly isMutual?: boolean;
  /** Whether the load balancer of the subset, or of the host if there is none, is PASSTHROUGH. Those for ports do not count. */
  readonly isPassthrough?: boolean;
  /** Whether connections go where the caller's own went: the load balancer of the host or of the subset is PASSTHROUGH. */
  readonly isOriginal?: boolean;
}

interface Level extends Policy {
  /** Whether the settings of the port stand alone, and replace all above them. */
  readonly isOfPort: boolean;
}

/** The policy for a port of a host, or of one of its subsets, whose settings replace those of the host one by one. */
export function policyFor(rule: HostRule | undefined, port: number, subset: DeclaredSubset | undefined): Policy {
  if (rule === undefined) return {};
  const own = subset === undefined ? rule.trafficPolicy : subset.trafficPolicy;
  const isPassthrough = own?.loadBalancer?.simple === 'PASSTHROUGH';
  const host = levelFor(rule.trafficPolicy, port, rule.policyObject, ['spec', 'trafficPolicy']);
  const ofHost = { ...host, isPassthrough, isOriginal: isOriginal(host) };
  if (subset?.trafficPolicy === undefined) return ofHost;
  const path = ['spec', 'subsets', subset.index, 'trafficPolicy'];
  const ofSubset = levelFor(subset.trafficPolicy, port, subset.object, path);
  const isMutual = ofSubset.isMutual ?? ofHost.isMutual;
  const merged = ofSubset.isOfPort ? ofSubset : { ...ofHost, ...ofSubset };
  return {
    ...merged,
    ...(isMutual !== undefined && { isMutual }),
    isPassthrough,
    // a subset cannot take it back, and neither can a port of the subset
    isOriginal: ofHost.isOriginal || isPassthrough || isOriginal(merged),
  };
}

function isOriginal({ loadBalancer }: Policy): boolean {
  return loadBalancer?.value.simple === 'PASSTHROUGH';
}

/** The settings of a policy for a port. Those that the policy has for this port replace all others. */
function levelFor(
  policy: TrafficPolicy | undefined,
  port: number,
  object: ManifestObject,
  path: readonly (string | number)[],
): Level {
  const index = policy?.portLevelSettings?.findIndex((each) => each.port?.number === port) ?? -1;
  const ofPort = policy?.portLevelSettings?.[index];
  const at = ofPort === undefined ? path : [...path, 'portLevelSettings', index];
  const { tls, loadBalancer, outlierDetection } = ofPort ?? policy ?? {};
  // for this, settings of the port do not replace those above them if they say nothing of TLS
  const asked =
    policy?.portLevelSettings?.find((each) => each.port?.number === port && each.tls !== undefined) ?? policy;
  const setting = <T>(value: T, key: string): Setting<T> => ({ value, object, path: [...at, key] });
  return {
    isOfPort: ofPort !== undefined,
    ...(tls !== undefined && { tls: setting(tls, 'tls') }),
    ...(loadBalancer !== undefined && { loadBalancer: setting(loadBalancer, 'loadBalancer') }),
    ...(outlierDetection !== undefined && { outlierDetection: setting(outlierDetection, 'outlierDetection') }),
    ...(asked?.tls !== undefined && { isMutual: asked.tls.mode === 'ISTIO_MUTUAL' }),
  };
}
