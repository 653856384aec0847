/**
 * Checks that failover can work: that there is another cluster, and that there are retries and localities.
 * @module
 */
import { type ConfigIssue, issue, listText, sentence } from '../../errors';
import { isPolicy, type PlannedRule } from '../../mesh';
import { failsOver } from '../distribution';
import { PLAN } from '../messages';
import type { RoutedService } from '../routed-mesh';
import type { Check } from './check';
import { type NumberedRule, sharedRules } from './shared-rules';

const ROUTE_FIX =
  "Add a route to any version: addRoute([{ retries: { attempts: 5, perTryTimeout: '1s', retryOn: 'idempotent' } }]).";

/** Reports services that have no cluster to fail over to (MC092), no retries (MC093), or no localities (MC094). */
export const checkFailover: Check = ({ services }) =>
  services
    .filter(({ service, isKnown }) => isKnown && failsOver(service))
    // a faulty rule may lack its retries or its destinations
    .filter(({ service }) => service.routes.every(({ isSound }) => isSound))
    .flatMap((routed) => {
      const shared = sharedRules(routed);
      return shared.length === 0 ? [reportNowhere(routed)] : [...reportUnretried(shared), ...reportUnplaced(routed)];
    });

function reportNowhere({ service: { name, distribution, describedAt } }: RoutedService): ConfigIssue {
  const what = `Service "${name}" has a "distribution" for failover, but no caller is sent to a version that runs in several clusters.`;
  return issue(PLAN.MC092, { what, got: distribution }, describedAt);
}

function reportUnretried(shared: readonly NumberedRule[]): readonly ConfigIssue[] {
  const isRetried = ({ actions: { retries } }: PlannedRule): boolean => retries !== undefined && isPolicy(retries);
  // only HTTP has retries
  const unretried = shared.filter(({ route, rule }) => route.protocol === 'http' && !isRetried(rule));
  return unretried.map(({ route, index }) => {
    const { service, describedAt } = route;
    if (!service.routes.includes(route)) {
      const what = `Service "${service.name}" must have a route with retries under failover, but has no route.`;
      return issue(PLAN.MC093, { what, fix: ROUTE_FIX }, describedAt);
    }
    const what = sentence(`${route.ruleTitle(index)} must have retries, because the service fails over, but has none.`);
    return issue(PLAN.MC093, { what }, describedAt);
  });
}

function reportUnplaced({ service, callers }: RoutedService): readonly ConfigIssue[] {
  if (service.distribution !== 'failover') return [];
  const involved = new Set([...callers, ...service.clustersOf()]);
  const unplaced = [...involved].filter(({ locality }) => locality === undefined).map(({ name }) => name);
  if (unplaced.length === 0) return [];
  const clusters = `${unplaced.length === 1 ? 'cluster' : 'clusters'} ${listText(unplaced)}`;
  const what = `Service "${service.name}" fails over to the nearest cluster, so ${clusters} must have a locality, but ${unplaced.length === 1 ? 'has' : 'have'} none.`;
  return [issue(PLAN.MC094, { what, got: unplaced }, service.describedAt)];
}
