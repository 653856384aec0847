/**
 * Which endpoints a proxy prefers, by localities and labels.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/networking/core/loadbalancer/loadbalancer.go
 * @module
 */
import { closeness, type Labels, type TrafficPolicy, TOPOLOGY_NETWORK } from '../../istio';
import { groupBy } from '../../manifests';
import type { Proxy } from '../model/proxy';
import type { Endpoint } from './endpoint';
import { HOSTNAME, withTopology } from './topology';

/** What says which endpoints are preferred by where they are. */
export type LocalitySettings = NonNullable<NonNullable<TrafficPolicy['loadBalancer']>['localityLbSetting']>;

/** An endpoint with its place in the order: 0 is used first. Endpoints of a later place wait until those before have failed. */
export interface Ranked {
  readonly endpoint: Endpoint;
  readonly priority: number;
  readonly weight: number;
}

/** What decides which endpoints are preferred. */
export interface Order {
  readonly settings: LocalitySettings;
  /** Whether something notices that endpoints fail, as far as Istio knows when it ranks them. */
  readonly noticesFailures: boolean;
  /** Whether something does, as far as Istio knows when it says whether localities have shares. */
  readonly ejects: boolean;
}

/** What decides how a proxy ranks endpoints. */
interface Circumstances extends Order {
  /** Leaves out endpoints that the proxy does not keep. */
  readonly kept: (all: readonly Ranked[]) => readonly Ranked[];
}

/**
 * Ranks endpoints as Istio does for a proxy. If nothing notices that an endpoint fails, as without outlier detection, only shares by
 * locality count.
 */
export function ranked(
  endpoints: readonly Endpoint[],
  proxy: Proxy,
  { settings, noticesFailures, ejects, kept }: Circumstances,
): readonly Ranked[] {
  const all = endpoints.map((endpoint) => ({ endpoint, priority: 0, weight: endpoint.weight }));
  const { enabled, distribute, failover = [], failoverPriority = [] } = settings;
  if (enabled === false) return kept(all);
  if (distribute !== undefined) return keptByLocality(distributed(all, proxy.locality, distribute), kept);
  const order = noticesFailures ? prioritized(all, proxy, settings) : all;
  return ejects && failover.length + failoverPriority.length > 0 ? keptByLocality(order, kept) : kept(order);
}

/** What a proxy keeps where localities have shares: what it does not keep leaves its share to the others of its locality. */
function keptByLocality(all: readonly Ranked[], kept: Circumstances['kept']): readonly Ranked[] {
  const left = kept(all);
  if (left.length === all.length) return all;
  const keyOf = ({ endpoint, priority }: Ranked): string => `${priority} ${endpoint.locality}`;
  const [before, after] = [groupBy(all, keyOf), groupBy(left, keyOf)];
  return left.map((each) => {
    const [whole, rest] = [before, after].map((groups) => sum(groups.get(keyOf(each)) ?? []));
    return { ...each, weight: (each.weight * (whole ?? 0)) / (rest ?? 1) };
  });
}

function prioritized(all: readonly Ranked[], proxy: Proxy, settings: LocalitySettings): readonly Ranked[] {
  const { failoverPriority = [], failover = [] } = settings;
  if (failoverPriority.length === 0 || Object.keys(proxy.labels).length === 0)
    return failoverPriority.length === 0 ? byLocality(all, proxy.locality, failover) : all;
  const byLabels = all.map((each) => ({ ...each, priority: rankOf(each.endpoint, proxy, failoverPriority) }));
  return failover.length === 0 ? byLabels : byLocality(byLabels, proxy.locality, failover);
}

/** How far the endpoint's region, zone and subzone are from the proxy's. A region that a failover does not name is last. */
function byLocality(
  all: readonly Ranked[],
  locality: string,
  failover: NonNullable<LocalitySettings['failover']>,
): readonly Ranked[] {
  const [region = ''] = locality.split('/');
  const rule = failover.find(({ from }) => from === region);
  return all.map((each) => {
    const distance = 3 - closeness(locality, each.endpoint.locality);
    const [other = ''] = each.endpoint.locality.split('/');
    const isLast = distance === 3 && rule !== undefined && rule.to !== other;
    return { ...each, priority: each.priority * 5 + (isLast ? 4 : distance) };
  });
}

/** How many labels are left when the first one differs. A network that differs, if it comes first, counts as all of them. */
function rankOf(endpoint: Endpoint, proxy: Proxy, keys: readonly string[]): number {
  const own: Labels = { ...withTopology(proxy.labels, proxy), [HOSTNAME]: proxy.cluster };
  const { node } = endpoint;
  const labels: Labels = { ...endpoint.labels, ...(node !== undefined && { [HOSTNAME]: node }) };
  let added = 0;
  for (const [index, text] of keys.entries()) {
    const [key = '', value] = text.split('=');
    if ((value ?? own[key] ?? '') === (labels[key] ?? '')) continue;
    if (index > 0 || keys[0] !== TOPOLOGY_NETWORK) return keys.length - index + added;
    added = keys.length;
  }
  return added;
}

/** Shares by locality. Localities that no share names get nothing. */
function distributed(
  all: readonly Ranked[],
  locality: string,
  distribute: NonNullable<LocalitySettings['distribute']>,
): readonly Ranked[] {
  const rule = distribute.find(({ from = '' }) => isWithin(locality, from));
  if (rule === undefined) return all;
  const left = new Set(all);
  const found: Ranked[] = [];
  for (const [to, share] of Object.entries(rule.to ?? {})) {
    const there = [...left].filter(({ endpoint }) => isWithin(endpoint.locality, to));
    const total = sum(there);
    for (const group of groupBy(there, ({ endpoint }) => endpoint.locality).values()) {
      const weight = Math.ceil((sum(group) * share) / total);
      for (const each of group) {
        left.delete(each);
        found.push({ ...each, weight: (weight * each.weight) / sum(group) });
      }
    }
  }
  return found;
}

function sum(all: readonly Ranked[]): number {
  return all.reduce((total, { weight }) => total + weight, 0);
}

/** Whether a locality is one, or in one, that a rule names. `*` and missing parts stand for any. */
function isWithin(locality: string, wide: string): boolean {
  const parts = locality.split('/');
  return wide
    .split('/')
    .every((part, index) => part === '*' || (part === '' && index > 0) || part === (parts[index] ?? ''));
}
