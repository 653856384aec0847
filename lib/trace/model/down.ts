/**
 * What a question leaves out: clusters, workloads and gateways that are taken to be gone.
 * @module
 */
import { CallSite, ConfigError, issue, joinWords, nearMiss } from '../../errors';
import { GATEWAY_SELECTOR, hasLabels } from '../../istio';
import { TRACES } from '../messages';
import type { Cluster } from './cluster';
import { passingPorts } from './gateways';
import type { Workload } from './workload';

/** What is gone. */
export interface Down {
  readonly workloads: ReadonlySet<Workload>;
  /** The names of the clusters whose east-west gateway is gone. */
  readonly gateways: ReadonlySet<string>;
}

/** The name of the gateway that Istio's installation brings. */
const GATEWAY = 'istio-eastwestgateway';

/**
 * Finds what is gone.
 *
 * @param names `cluster2`, `cluster1/reviews-v1`, `cluster1/shop/reviews-v1` or `cluster2/istio-eastwestgateway`
 * @throws ConfigError if a name stands for nothing (MC213)
 */
export function downIn(clusters: readonly Cluster[], names: readonly string[]): Down {
  const faults = names.flatMap((name) => unknown(name, clusters));
  if (faults.length > 0) throw new ConfigError(faults);
  const workloads = clusters.flatMap((cluster) => {
    const own = names.filter((name) => name.split('/')[0] === cluster.name);
    return own.includes(cluster.name) ? cluster.workloads : own.flatMap((name) => workloadsNamed(name, cluster));
  });
  const passing = clusters.filter((cluster) =>
    workloads.some((each) => each.cluster === cluster.name && passes(each, cluster)),
  );
  const named = names.filter((name) => !name.includes('/') || name.endsWith(`/${GATEWAY}`));
  return {
    workloads: new Set(workloads),
    gateways: new Set([...named.map((name) => name.replace(/\/.*/, '')), ...passing.map(({ name }) => name)]),
  };
}

/** Whether Pods are an east-west gateway: Istio's own, or one that a Gateway lets pass connections through. */
function passes({ labels }: Workload, cluster: Cluster): boolean {
  return hasLabels(labels, GATEWAY_SELECTOR) || cluster.gatewaysFor(labels).flatMap(passingPorts).length > 0;
}

function workloadsNamed(text: string, { workloads }: Cluster): readonly Workload[] {
  const [, ...rest] = text.split('/');
  const [name, namespace] = [rest.at(-1), rest.length > 1 ? rest[0] : undefined];
  return workloads.filter((each) => each.name === name && (namespace === undefined || each.namespace === namespace));
}

function unknown(text: string, clusters: readonly Cluster[]): ReturnType<typeof issue>[] {
  const [name = '', ...rest] = text.split('/');
  const cluster = clusters.find((each) => each.name === name);
  const isKnown =
    cluster !== undefined && (rest.length === 0 || rest.at(-1) === GATEWAY || workloadsNamed(text, cluster).length > 0);
  if (isKnown) return [];
  const known = cluster === undefined ? clusters.map((each) => each.name) : cluster.workloads.map((each) => each.name);
  const where = cluster === undefined ? 'the clusters' : `the workloads of cluster ${name}`;
  const what = `What is taken to be gone must be a cluster, a workload or a gateway, but "${text}" is none.`;
  const meant = nearMiss(cluster === undefined ? name : rest.at(-1), known);
  const fix = `Write one of ${where}: ${joinWords(known.slice(0, 10), 'or')}${known.length > 10 ? ', …' : ''}.`;
  return [issue(TRACES.MC213, { what, fix, got: text, meant }, CallSite.here())];
}
