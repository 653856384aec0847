/**
 * What is wrong with a route, seen from where its callers are.
 * @module
 */
import { type ConfigIssue, oldIssue } from '../errors';
import { MAX_LABEL } from '../istio';
import { type Hider, isCatchAll, isFor } from '../match';
import type { Cluster, PlannedRule, Route } from '../mesh';
import { subsetName, type Target } from './destination';
import { type CallerGroup, groupCallers } from './routing';

/** Checks a route for the clusters that run a caller; MC014 to MC016, MC039, MC041 and MC042. */
export function checkRoute(route: Route, callers: ReadonlySet<Cluster>): readonly ConfigIssue[] {
  if (route.rules.length === 0) {
    if (!route.isReadable) return []; // what is no list of rules is wrong already
    return [oldIssue('MC014', { what: `${route.title} has no rules`, got: route.rules }, route.describedAt)];
  }
  const groups = groupCallers(route, callers);
  return [
    ...subsets(route),
    ...strangers(route, callers),
    // only where everything could be read it is known what each rule is for
    ...(route.isReadable
      ? [...undecided(route, groups), ...route.rules.flatMap((rule, index) => unreachable(route, rule, index, groups))]
      : []),
  ];
}

/** An MC039 for each pinned destination whose subset would have the name of another, or one that is too long. */
function subsets({ service, rules, describedAt }: Route): readonly ConfigIssue[] {
  const owners = new Map<string, Target>(service.versions.map((version) => [version, { version, cluster: undefined }]));
  const pinned = rules.flatMap(({ to, actions: { mirrors = [] } }) => [...to, ...mirrors]);
  const issues = new Map<string, ConfigIssue>();
  for (const { version, cluster } of pinned) {
    const name = subsetName({ version, cluster });
    if (name === undefined || cluster === undefined) continue;
    const owner = owners.get(name) ?? { version, cluster };
    owners.set(name, owner);
    const isTaken = owner.version !== version || owner.cluster !== cluster;
    if (!isTaken && name.length <= MAX_LABEL) continue;
    const what = `the subset of version "${version ?? ''}" of "${service.name}" in "${cluster.name}" is ${isTaken ? 'named as another' : 'too long'}`;
    issues.set(name, oldIssue('MC039', { what, got: name }, describedAt));
  }
  return [...issues.values()];
}

/** An MC042 for each cluster that rules are for, though nothing there calls the service that would obey them. */
function strangers(route: Route, callers: ReadonlySet<Cluster>): readonly ConfigIssue[] {
  const { protocol, rules, describedAt } = route;
  return rules.flatMap(({ from = [] }, index) =>
    from
      .filter((cluster) => !callers.has(cluster))
      .map((cluster) => {
        const none = protocol === 'http' ? 'nothing' : 'no service';
        const what = `${route.ruleTitle(index)} is for callers where ${none} calls it`;
        return oldIssue('MC042', { what, got: cluster }, describedAt);
      }),
  );
}

/**
 * An MC015 for the callers of each group that have no default rule at some ports: what no rule matches is answered 404, or
 * not routed if it is TCP.
 */
function undecided(
  { title, protocol, rules, ports, describedAt }: Route,
  groups: readonly CallerGroup[],
): readonly ConfigIssue[] {
  const isDefault = ({ match }: PlannedRule, port: number): boolean =>
    match.length === 0 || match.some((each) => isFor(each, port) && isCatchAll(each));
  return groups.flatMap(({ callers, hiders }) => {
    const open = ports.filter(
      ({ number }) => !rules.some((rule, index) => hiders.has(index) && isDefault(rule, number)),
    );
    if (open.length === 0) return [];
    const where = groups.length === 1 ? '' : ` for callers in ${callers.map(({ name }) => `"${name}"`).join(', ')}`;
    const at = open.length === ports.length ? '' : ` at port ${open.map(({ number }) => number).join(', ')}`;
    const what = `${title} has no default rule${where}${at}`;
    const fix = protocol === 'http' ? undefined : 'add a last rule without match: what no rule matches is not routed';
    return [oldIssue('MC015', { what, got: `${hiders.size} rules, each with match`, fix }, describedAt)];
  });
}

/** What hides a rule, or some of its alternatives, from all the callers that it is for. */
function unreachable(
  route: Route,
  { match }: PlannedRule,
  index: number,
  groups: readonly CallerGroup[],
): readonly ConfigIssue[] {
  const { rules, describedAt } = route;
  const [here, ...elsewhere] = groups.flatMap(({ hiders }) => {
    const hidden = hiders.get(index);
    return hidden === undefined ? [] : [hidden];
  });
  const hidden = (here ?? []).map((hider, alternative) =>
    elsewhere.every((others) => others[alternative] !== undefined) ? hider : undefined,
  );
  const [first] = hidden;
  const rule = route.ruleTitle(index);
  const report = (what: string, hider: Hider): ConfigIssue =>
    hider.isCatchAll && hider.rule !== index
      ? oldIssue('MC016', { what: `${what} is behind the default rule`, got: reasonOf(hider, rules) }, describedAt)
      : oldIssue(
          'MC041',
          { what: `${what} is hidden by ${nameOf(hider, rules)}`, got: reasonOf(hider, rules) },
          describedAt,
        );
  if (first !== undefined && hidden.every((hider) => hider !== undefined)) return [report(rule, first)];
  return hidden.flatMap((hider, alternative) =>
    hider === undefined || match.length < 2 ? [] : [report(`match ${alternative + 1} of ${rule}`, hider)],
  );
}

function nameOf({ rule }: Hider, rules: Route['rules']): string {
  const name = rules[rule]?.actions.name;
  return `rule ${rule + 1}${name === undefined ? '' : ` ("${name}")`}`;
}

function reasonOf({ rule, match, isCatchAll: isDefault, port }: Hider, rules: Route['rules']): string {
  if (port !== undefined) return `rule ${rule + 1} hides it at port ${port}, and others at its other ports`;
  if (match === undefined) return `rule ${rule + 1} of ${rules.length} without match`;
  const place = `match ${match + 1} of rule ${rule + 1}`;
  return isDefault ? `${place} holds for every request` : `${place} holds whenever it does`;
}
