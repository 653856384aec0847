/**
 * Reading the destinations of a rule.
 * @module
 */
import type { Cluster } from '../cluster';
import { nameText } from '../names';
import type { RouteDestination } from '../route';
import { checkHeaders } from './headers';
import type { Part } from './part';
import type { Destination } from './rule';
import { MAX_WEIGHT, percentages } from './weights';

/** The service whose rules are read. */
export interface PinnableService<V extends string> {
  readonly name: string;
  readonly versions: readonly V[];
  clustersOf(version?: string): readonly Cluster[];
}

/** Checks the destinations of a rule and scales their weights; reports MC008, MC009, MC011 to MC013, MC017, MC035, MC090. */
export function readDestinations<V extends string>(
  rule: Part,
  given: readonly Destination<V>[],
  service: PinnableService<V>,
  known: readonly (keyof Destination<V>)[] = ['version', 'cluster', 'weight', 'headers'],
): readonly RouteDestination[] {
  const { name, versions } = service;
  if (given.length === 0) rule.report('MC017', 'has no destinations', given);
  const part = rule.of('a destination');
  const to = given.map((destination) => part.options(destination, known));
  for (const { version, cluster } of to) {
    checkPin(part, version, cluster, service);
    if (versions.some((known) => known === version)) continue;
    rule.state.reportVersion(version, `${part.name} is no version of "${name}"`, versions, rule.at);
  }
  const shares = readWeights(
    rule,
    to.map(({ weight }) => weight),
  );
  return to.map(({ version, cluster, headers }, index) => {
    const sound = part.of('headers').sound(headers, checkHeaders);
    return {
      version: version === undefined ? undefined : nameText(version),
      cluster,
      weight: to.length > 1 ? shares[index] : undefined,
      ...(sound !== undefined && { headers: sound }),
    };
  });
}

/** Reports the cluster of a destination that does not run the version: MC009, or MC090. */
export function checkPin<V extends string>(
  part: Part,
  version: V | undefined,
  cluster: Cluster | undefined,
  service: PinnableService<V>,
): void {
  if (cluster === undefined || version === undefined || !service.versions.includes(version)) return;
  if (!part.state.ownsCluster(cluster, `the cluster of ${part.name}`, part.at)) return;
  const places = service.clustersOf(version);
  // one that runs nowhere is wrong by itself
  if (places.length === 0 || places.includes(cluster)) return;
  const allowed = places.map(({ name }) => `"${name}"`).join(', ');
  part.report('MC090', `is in a cluster that does not run "${version}"`, cluster, { allowed });
}

/** The percentages of a rule's weights; none when something is wrong with them. */
function readWeights(rule: Part, given: readonly (number | undefined)[]): readonly number[] {
  const { name } = rule;
  const report = (code: 'MC011' | 'MC012' | 'MC013', what: string, got: unknown, fix?: string): void => {
    rule.state.report(code, { what, got, fix }, rule.at);
  };
  const isUnweighted = given.every((weight) => weight === undefined);
  const weights = given.map((weight) => (isUnweighted ? 1 : weight)).filter((weight) => weight !== undefined);
  const bad = weights.filter((weight) => !Number.isInteger(weight) || weight < 0 || weight > MAX_WEIGHT);
  if (bad.length > 0) {
    report('MC011', `a weight of ${name} is no such integer`, bad);
  } else if (weights.length < given.length) {
    report('MC013', `${name} has weights on some destinations only`, given);
  } else if (weights.length > 0 && weights.every((weight) => weight === 0)) {
    report('MC012', `weights of ${name} are all 0`, weights);
  } else {
    const shares = percentages(weights);
    const isLost = weights.some((weight, index) => weight > 0 && shares[index] === 0);
    if (isLost) report('MC011', `a weight of ${name} rounds to 0 %`, weights, 'give it at least 1 % of their sum');
    return shares;
  }
  return [];
}
