/**
 * Whether the policies of Pods let a request in.
 * @see https://istio.io/latest/docs/concepts/security/#implicit-enablement
 * @module
 */
import type { AuthorizationPolicySpec } from '../../istio';
import { type ManifestObject, authorizationPolicySpec } from '../../manifests';
import { byAge } from '../model/age';
import { Selectors } from '../model/selectors';
import type { Workload } from '../model/workload';
import type { Arriving } from './arriving';
import { dependsOn } from './doubts';
import { isDryRun } from './dry-run';
import { holds } from './rule-match';

/** What policies decide, and which one. */
export interface Decision {
  readonly isAllowed: boolean;
  /** The policy that decides; undefined if there is none for the Pods. */
  readonly object: ManifestObject | undefined;
  readonly path: readonly (string | number)[];
  /** The rule that may decide otherwise. */
  readonly doubt: Doubt | undefined;
}

/** A rule that holds for a request or not, which manifests do not tell. */
export interface Doubt {
  readonly object: ManifestObject;
  readonly path: readonly (string | number)[];
  /** What it depends on, such as `IP addresses`. */
  readonly unknown: string;
}

/** Whose policies are asked: a workload or a gateway. */
type Guarded = Pick<Workload, 'namespace' | 'labels'>;

interface Policy {
  readonly object: ManifestObject;
  readonly spec: AuthorizationPolicySpec;
}

/** The AuthorizationPolicies of a cluster. */
export class AuthorizationPolicies {
  private readonly policies: Selectors<Policy>;

  constructor(
    objects: readonly ManifestObject[],
    private readonly root: string,
  ) {
    const deciding = objects.filter((object) => !isDryRun(object));
    const policies = byAge(deciding).map((object) => ({ object, spec: authorizationPolicySpec(object) }));
    this.policies = new Selectors(policies, ({ object: { namespace = '' }, spec }) =>
      isForTargets(spec) ? undefined : { namespace, labels: spec.selector?.matchLabels ?? {} },
    );
  }

  /** Decides about a request: refusals come first; then, if any policy allows requests, one of them must allow this one. */
  decide(workload: Guarded, request: Arriving): Decision {
    const policies = this.of(workload);
    const refusing = policies.filter(({ spec }) => spec.action === 'DENY' || spec.action === 'CUSTOM');
    const allowing = policies.filter(({ spec: { action = 'ALLOW' } }) => action === 'ALLOW');
    const [refused, allowed] = [firstMatch(refusing, request), firstMatch(allowing, request)];
    if (refused !== undefined && refused.unknown === undefined)
      return { isAllowed: false, ...refused, doubt: undefined };
    const doubt = doubtOf(refused);
    if (allowing.length === 0) return { isAllowed: true, object: undefined, path: [], doubt };
    if (allowed !== undefined && allowed.unknown === undefined) return { isAllowed: true, ...allowed, doubt };
    return { isAllowed: false, object: allowing[0]?.object, path: ['spec'], doubt: doubtOf(allowed) };
  }

  /** The policies for Pods: those of the root namespace and of their own that select them. */
  private of({ namespace, labels }: Guarded): readonly Policy[] {
    return [...new Set([this.root, namespace])].flatMap((each) => this.policies.of(each, labels));
  }
}

/** Whether a policy is for Gateways or Services that it names, and not for sidecars. */
function isForTargets({ targetRef, targetRefs = [] }: AuthorizationPolicySpec): boolean {
  return targetRef !== undefined || targetRefs.length > 0;
}

interface Match {
  readonly object: ManifestObject;
  readonly path: readonly (string | number)[];
  /** What it depends on that manifests do not tell; undefined if it certainly holds. */
  readonly unknown: string | undefined;
}

function doubtOf(match: Match | undefined): Doubt | undefined {
  return match?.unknown === undefined ? undefined : { ...match, unknown: match.unknown };
}

/** The first rule that certainly holds for a request, else the first that may. */
function firstMatch(policies: readonly Policy[], request: Arriving): Match | undefined {
  const found = policies.flatMap(({ object, spec: { rules = [], action } }) =>
    rules.flatMap((rule, index): readonly Match[] => {
      const isHolding = holds(
        rule,
        request,
        object.namespace ?? '',
        action === undefined || action === 'ALLOW' ? 'ALLOW' : 'DENY',
      );
      if (isHolding === false) return [];
      const unknown =
        isHolding === undefined ? dependsOn(rule, request) : action === 'CUSTOM' ? 'its provider' : undefined;
      return [{ object, path: ['spec', 'rules', index], unknown }];
    }),
  );
  return found.find(({ unknown }) => unknown === undefined) ?? found[0];
}
