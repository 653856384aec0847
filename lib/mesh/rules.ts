/**
 * Reading the rules of a route.
 * @module
 */
import { type CallSite, nearMiss } from '../errors';
import { faultOf } from './http-match';
import type { Route, RouteDestination, RouteRule } from './route';
import type { MeshState } from './state';
import { MAX_WEIGHT, percentages } from './weights';

/** The service whose rules are read. */
interface RoutedService<V extends string> {
  readonly name: string;
  readonly versions: readonly V[];
}

/** Checks the rules of a service and scales their weights; reports MC008, MC011 to MC017 and MC019. */
export function readRules<V extends string>(
  state: MeshState,
  service: RoutedService<V>,
  rules: readonly RouteRule<V>[],
  at: CallSite,
): Route['rules'] {
  const isDefault = (rule: RouteRule<V>): boolean => (rule.match ?? []).length === 0;
  const first = rules.findIndex(isDefault);
  const route = `route of "${service.name}"`;
  if (rules.length === 0) {
    state.report('MC014', { what: `${route} has no rules`, got: rules }, at);
  } else if (first < 0) {
    state.report('MC015', { what: `${route} has no default rule`, got: `${rules.length} rules, each with match` }, at);
  } else if (first < rules.length - 1) {
    const what = `rule ${first + 2} of ${route} is behind the default rule`;
    state.report('MC016', { what, got: `rule ${first + 1} of ${rules.length} without match` }, at);
  }
  return rules.map((rule, index) => {
    const role = `rule ${index + 1} of ${route}`;
    for (const match of rule.match ?? []) {
      const fault = faultOf(match);
      if (fault !== undefined) state.report('MC019', { what: `a match of ${role} ${fault.what}`, got: fault.got }, at);
    }
    return { match: rule.match ?? [], to: readDestinations(state, service, role, rule.to, at) };
  });
}

function readDestinations<V extends string>(
  state: MeshState,
  service: RoutedService<V>,
  role: string,
  to: RouteRule<V>['to'],
  at: CallSite,
): readonly RouteDestination[] {
  if (to.length === 0) state.report('MC017', { what: `${role} has no destinations`, got: to }, at);
  for (const { version } of to) {
    if (service.versions.includes(version)) continue;
    const meant = nearMiss(version, service.versions);
    state.report('MC008', { what: `${role} names no version of "${service.name}"`, got: version, meant }, at);
  }
  const shares = readWeights(state, role, to, at);
  return to.map(({ version }, index) => ({ version, weight: to.length > 1 ? shares[index] : undefined }));
}

function readWeights(
  state: MeshState,
  role: string,
  to: readonly { readonly weight?: number }[],
  at: CallSite,
): readonly number[] {
  const given = to.flatMap(({ weight }) => (weight === undefined ? [] : [weight]));
  const bad = given.filter((weight) => !Number.isInteger(weight) || weight < 0 || weight > MAX_WEIGHT);
  const weights = given.length === 0 ? to.map(() => 1) : given;
  if (bad.length > 0) {
    state.report('MC011', { what: `a weight of ${role} is no such integer`, got: bad }, at);
  } else if (weights.length < to.length) {
    state.report('MC013', { what: `${role} has weights on some destinations only`, got: given }, at);
  } else if (to.length > 0 && weights.every((weight) => weight === 0)) {
    state.report('MC012', { what: `weights of ${role} are all 0`, got: weights }, at);
  } else {
    const shares = percentages(weights);
    const lost = weights.filter((weight, index) => weight > 0 && shares[index] === 0);
    if (lost.length > 0) state.report('MC011', { what: `a weight of ${role} rounds to 0 %`, got: weights }, at);
    return shares;
  }
  return [];
}
