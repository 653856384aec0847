/**
 * Checks that conditions on the caller, and on the authority that it sends, can hold. Only what is certain is reported: labels
 * that a caller is not known to have may be there.
 * @module
 */
import { type ConfigIssue, issue, joinWords, listText, nearMiss } from '../../errors';
import { APP, type Labels, VERSION } from '../../istio';
import type { Conditions } from '../../match';
import {
  type Caller,
  CallingWorkload,
  type IMeshService,
  IngressGateway,
  MeshService,
  type PlannedRule,
  type Route,
} from '../../mesh';
import { PLAN } from '../messages';
import type { RoutedMesh, RoutedService } from '../routed-mesh';
import type { Check } from './check';
import { reportAuthority } from './sent-authority';

/** An alternative of a rule, what messages call it, and the declared callers that get the rule. */
interface Alternative {
  readonly title: string;
  readonly route: Route;
  readonly conditions: Conditions;
  /** Undefined if no calls are declared. */
  readonly callers: readonly Caller[] | undefined;
}

/** Reports conditions that no declared caller meets (MC163). */
export const checkCallerConditions: Check = (planned) =>
  alternativesOf(planned.services).flatMap((alternative) => {
    const { callers, conditions, route, title } = alternative;
    const isFromOutside = callers?.some((caller) => caller instanceof IngressGateway) ?? false;
    return [
      // an empty list is another fault
      ...(callers === undefined || callers.length === 0 ? [] : reportUnmet(alternative, callers)),
      // clients of an ingress gateway may send any authority
      ...(isFromOutside ? [] : reportAuthority(route, title, conditions)),
    ];
  });

function alternativesOf(services: RoutedMesh['services']): readonly Alternative[] {
  return services
    .filter(({ isKnown }) => isKnown)
    .flatMap(({ service, calls }) =>
      service.routes.flatMap((route) =>
        route.rules.flatMap((rule, index) =>
          rule.match.map((conditions, nth) => {
            const which = rule.match.length === 1 ? '' : `match ${nth + 1} of `;
            return {
              title: `${which}${route.ruleTitle(index)}`,
              route,
              conditions,
              callers: calls && callersOf(calls, rule, route),
            };
          }),
        ),
      ),
    );
}

/** The callers that get a rule. Ingress gateways get only HTTP rules. */
function callersOf(
  calls: NonNullable<RoutedService['calls']>,
  { from }: PlannedRule,
  { protocol }: Route,
): readonly Caller[] {
  return calls
    .filter(({ clusters }) => from === undefined || clusters.some((cluster) => from.includes(cluster)))
    .map(({ caller }) => caller)
    .filter((caller) => protocol === 'http' || !(caller instanceof IngressGateway));
}

function reportUnmet(
  { title, route, conditions: { sourceNamespace, sourceLabels = {} } }: Alternative,
  callers: readonly Caller[],
): readonly ConfigIssue[] {
  const inNamespace = callers.filter(({ namespace }) => sourceNamespace === undefined || namespace === sourceNamespace);
  if (inNamespace.some((caller) => mayHave(caller, sourceLabels))) return [];
  const found = (what: string, got: unknown, fix: string, meant?: string): readonly ConfigIssue[] => [
    issue(PLAN.MC163, { what, got, fix, meant }, route.describedAt),
  ];
  const of = `of ${title}`;
  if (inNamespace.length === 0) {
    const namespaces = [...new Set(callers.map(({ namespace }) => namespace))];
    const what = `"sourceNamespace" ${of} must be the namespace of a caller, but is "${sourceNamespace ?? ''}".`;
    const fix = `Callers of "${route.service.name}" are in ${listText(namespaces)}.`;
    return found(what, sourceNamespace, fix, nearMiss(sourceNamespace, namespaces));
  }
  const given = joinWords(Object.entries(sourceLabels).map(([key, value]) => `${key}: ${value}`));
  const where = sourceNamespace === undefined ? '' : ` in namespace "${sourceNamespace}"`;
  const what = `"sourceLabels" ${of} must be labels of a caller, but no caller of "${route.service.name}"${where} has ${given}.`;
  const [meant] = Object.entries(sourceLabels).flatMap(
    ([key, value]) =>
      nearMiss(
        value,
        inNamespace.flatMap((caller) => knownValues(caller, key) ?? []),
      ) ?? [],
  );
  return found(what, sourceLabels, PLAN.MC163.fix, meant);
}

/** Whether a caller may have labels. */
function mayHave(caller: Caller, labels: Labels): boolean {
  return Object.entries(labels).every(([key, value]) => knownValues(caller, key)?.includes(value) ?? true);
}

/** The values that Pods of a caller have for a label; undefined if they are not known. */
function knownValues(caller: Caller, key: string): readonly string[] | undefined {
  if (caller instanceof CallingWorkload) {
    const value = caller.labels?.[key];
    return value === undefined ? undefined : [value];
  }
  if (!isService(caller)) return undefined;
  if (key === VERSION) return caller.versions;
  return key === APP && caller.workloads === 'generated' ? [caller.name] : undefined;
}

function isService(caller: Caller): caller is IMeshService {
  return caller instanceof MeshService;
}
