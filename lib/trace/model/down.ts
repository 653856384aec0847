/**
 * What a question leaves out: clusters, workloads and gateways that are assumed to be gone.
 * @module
 */
import { CallSite, type ConfigIssue, issue, joinWords, nearMiss } from '../../errors';
import { GATEWAY_SELECTOR, hasLabels, type Labels } from '../../istio';
import { TRACES } from '../messages';
import type { Cluster } from './cluster';
import { passingPorts } from './gateways';
import { WorkloadNames } from './named';
import type { Proxy } from './proxy';
import type { Workload } from './workload';

/** The name of the east-west gateway that Istio's installation brings. */
const GATEWAY = 'istio-eastwestgateway';

/** The gateways that Istio's installation brings, which manifests may lack, and their labels. */
const GATEWAYS: ReadonlyMap<string, Labels> = new Map([
  [GATEWAY, GATEWAY_SELECTOR],
  ['istio-ingressgateway', { istio: 'ingressgateway' }],
]);

/** What a name stands for. */
interface Named {
  readonly text: string;
  /** Its part without the cluster and the namespace. */
  readonly name: string;
  readonly workloads: readonly Workload[];
}

/** What is gone in a cluster. */
export class Down {
  /** Whether the whole cluster is gone. */
  readonly isWhole: boolean;
  /** Whether its east-west gateway is gone. */
  readonly hasGateway: boolean;
  private readonly named: readonly Named[];
  private readonly workloads: ReadonlySet<Workload>;

  /**
   * Finds what is gone.
   *
   * @param names `cluster2`, or `cluster1/reviews-v1` or `cluster1/shop/reviews-v1`, which may be names as those of callers, or a
   * gateway that the manifests lack; of any cluster
   */
  constructor(cluster: Cluster, names: readonly string[]) {
    const own = names.filter((name) => name.split('/')[0] === cluster.name);
    this.isWhole = own.includes(cluster.name);
    this.named = own.filter((name) => name.includes('/')).map((name) => namedBy(name, cluster));
    const workloads = this.isWhole ? cluster.workloads : this.named.flatMap((each) => each.workloads);
    this.workloads = new Set(workloads);
    this.hasGateway =
      this.isWhole ||
      this.named.some(({ name }) => name === GATEWAY) ||
      workloads.some((each) => isPassing(each, cluster));
  }

  /** Whether a workload is gone. */
  has(workload: Workload): boolean {
    return this.workloads.has(workload);
  }

  /** Whether a gateway is gone, which the manifests may lack. */
  hasProxy({ name, namespace }: Proxy): boolean {
    return (
      this.isWhole ||
      this.named.some((each) => each.workloads.length === 0 && each.name === name) ||
      [...this.workloads].some((each) => each.name === name && each.namespace === namespace)
    );
  }

  /** What names stand for that are not those of one workload: sentences. */
  get meanings(): readonly string[] {
    return this.named.flatMap(({ text, name, workloads }) => {
      const [first, ...others] = workloads;
      if (first === undefined)
        return [`"${text}" stands for a gateway that the manifests lack, which is assumed to be gone.`];
      if (others.length === 0 && first.name === name) return [];
      const all = workloads.map((each) => `${each.cluster}/${each.namespace}/${each.name}`);
      return [`"${text}" stands for ${joinWords(all)}, which ${all.length === 1 ? 'is' : 'are'} assumed to be gone.`];
    });
  }
}

/** What is wrong with names of what is gone: those that stand for nothing (MC213). */
export function unknownIn(names: readonly string[], clusters: readonly Cluster[]): readonly ConfigIssue[] {
  return names.flatMap((text) => {
    const [name = '', ...rest] = text.split('/');
    const cluster = clusters.find((each) => each.name === name);
    if (cluster === undefined)
      return [
        unknown(
          text,
          name,
          'the clusters',
          clusters.map((each) => each.name),
        ),
      ];
    const { name: own, workloads } = namedBy(text, cluster);
    if (rest.length === 0 || (rest.length < 3 && (workloads.length > 0 || GATEWAYS.has(own)))) return [];
    const known = cluster.workloads.map((each) => each.name);
    const others = [...cluster.workloads.map(({ labels }) => labels['app'] ?? ''), ...GATEWAYS.keys()];
    return [unknown(text, own, `the workloads of cluster ${name}`, known, others)];
  });
}

function namedBy(text: string, cluster: Cluster): Named {
  const [, ...rest] = text.split('/');
  const [name = '', namespace] = [rest.at(-1), rest.length > 1 ? rest[0] : undefined];
  const isThere = (each: Workload): boolean => namespace === undefined || each.namespace === namespace;
  const named = new WorkloadNames(cluster).of(name).filter(isThere);
  const labels = GATEWAYS.get(name);
  if (named.length > 0 || labels === undefined) return { text, name, workloads: named };
  return { text, name, workloads: cluster.workloads.filter((each) => isThere(each) && hasLabels(each.labels, labels)) };
}

/** Whether Pods are an east-west gateway: Istio's own, or one that a Gateway lets pass connections through. */
function isPassing({ labels }: Workload, cluster: Cluster): boolean {
  return hasLabels(labels, GATEWAY_SELECTOR) || cluster.gatewaysFor(labels).flatMap(passingPorts).length > 0;
}

function unknown(
  text: string,
  name: string,
  where: string,
  known: readonly string[],
  others: readonly string[] = [],
): ConfigIssue {
  const what = `What is assumed to be gone must be a cluster, a workload or a gateway, but "${text}" is none.`;
  const fix = `Write one of ${where}: ${joinWords(known.slice(0, 10), 'or')}${known.length > 10 ? ', …' : ''}.`;
  return issue(TRACES.MC213, { what, fix, got: text, meant: nearMiss(name, [...known, ...others]) }, CallSite.here());
}
