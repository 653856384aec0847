/**
 * Reading the rules of a route.
 * @module
 */
import type { CallSite } from '../errors';
import { readMatch } from './http-match';
import type { Destination, Route, RouteDestination, RouteRule } from './route';
import { readList, readOptions } from './shape';
import type { MeshState } from './state';
import { MAX_WEIGHT, percentages } from './weights';

/** The service whose rules are read. */
interface RoutedService<V extends string> {
  readonly name: string;
  readonly versions: readonly V[];
}

/** Checks the rules of a service and scales their weights; reports MC008, MC011 to MC017, MC019 and MC035. */
export function readRules<V extends string>(
  state: MeshState,
  service: RoutedService<V>,
  given: readonly RouteRule<V>[],
  at: CallSite,
): Route['rules'] {
  const route = `route of "${service.name}"`;
  const rules = readList(state, given, route, at).map((rule, index) => {
    const role = `rule ${index + 1} of ${route}`;
    const { match = [], to = [] } = readOptions(state, rule, role, ['match', 'to'], at);
    const matches = readList(state, match, `match of ${role}`, at);
    return {
      match: matches.map((condition) => readMatch(state, condition, `a match of ${role}`, at)),
      to: readDestinations(state, service, role, readList(state, to, `"to" of ${role}`, at), at),
    };
  });
  checkDefault(state, route, rules, at);
  return rules;
}

/** The rule without match must be there, and be the last: requests that no rule matches are answered 404. */
function checkDefault(state: MeshState, route: string, rules: Route['rules'], at: CallSite): void {
  const first = rules.findIndex(({ match }) => match.length === 0);
  if (rules.length === 0) {
    state.report('MC014', { what: `${route} has no rules`, got: rules }, at);
  } else if (first < 0) {
    state.report('MC015', { what: `${route} has no default rule`, got: `${rules.length} rules, each with match` }, at);
  } else if (first < rules.length - 1) {
    const what = `rule ${first + 2} of ${route} is behind the default rule`;
    state.report('MC016', { what, got: `rule ${first + 1} of ${rules.length} without match` }, at);
  }
}

function readDestinations<V extends string>(
  state: MeshState,
  service: RoutedService<V>,
  role: string,
  given: readonly Destination<V>[],
  at: CallSite,
): readonly RouteDestination[] {
  if (given.length === 0) state.report('MC017', { what: `${role} has no destinations`, got: given }, at);
  const to = given.map((destination) =>
    readOptions(state, destination, `a destination of ${role}`, ['version', 'weight'], at),
  );
  for (const { version } of to) {
    if (service.versions.some((name) => name === version)) continue;
    state.reportVersion(version, `a destination of ${role} is no version of "${service.name}"`, service.versions, at);
  }
  const shares = readWeights(
    state,
    role,
    to.map(({ weight }) => weight),
    at,
  );
  return to.map(({ version }, index) => ({ version, weight: to.length > 1 ? shares[index] : undefined }));
}

/** The percentages of a rule's weights; none when something is wrong with them. */
function readWeights(
  state: MeshState,
  role: string,
  given: readonly (number | undefined)[],
  at: CallSite,
): readonly number[] {
  const isUnweighted = given.every((weight) => weight === undefined);
  const weights = given.map((weight) => (isUnweighted ? 1 : weight)).filter((weight) => weight !== undefined);
  const bad = weights.filter((weight) => !Number.isInteger(weight) || weight < 0 || weight > MAX_WEIGHT);
  if (bad.length > 0) {
    state.report('MC011', { what: `a weight of ${role} is no such integer`, got: bad }, at);
  } else if (weights.length < given.length) {
    state.report('MC013', { what: `${role} has weights on some destinations only`, got: given }, at);
  } else if (weights.length > 0 && weights.every((weight) => weight === 0)) {
    state.report('MC012', { what: `weights of ${role} are all 0`, got: weights }, at);
  } else {
    const shares = percentages(weights);
    const isLost = weights.some((weight, index) => weight > 0 && shares[index] === 0);
    const detail = {
      what: `a weight of ${role} rounds to 0 %`,
      got: weights,
      fix: 'give it at least 1 % of their sum',
    };
    if (isLost) state.report('MC011', detail, at);
    return shares;
  }
  return [];
}
