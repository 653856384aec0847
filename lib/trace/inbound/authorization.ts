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
import { type Arriving, holds } from './rule-match';

/** What policies decide, and which one. */
export interface Decision {
  readonly isAllowed: boolean;
  /** The policy that decides; undefined if there is none for the Pods. */
  readonly object: ManifestObject | undefined;
  readonly path: readonly (string | number)[];
  /** Whether it depends on what the manifests do not tell. */
  readonly isUncertain: boolean;
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
    const policies = byAge(objects).map((object) => ({ object, spec: authorizationPolicySpec(object) }));
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
    const isUncertain = refused?.isCertain === false || (allowed?.isCertain === false && refused === undefined);
    if (refused?.isCertain === true) return { isAllowed: false, ...refused, isUncertain: false };
    if (allowing.length === 0) return { isAllowed: true, object: undefined, path: [], isUncertain };
    if (allowed?.isCertain === true) return { isAllowed: true, ...allowed, isUncertain };
    return { isAllowed: false, object: allowing[0]?.object, path: ['spec'], isUncertain };
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
  readonly isCertain: boolean;
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
      const isCertain = isHolding === true && action !== 'CUSTOM';
      return [{ object, path: ['spec', 'rules', index], isCertain }];
    }),
  );
  return found.find(({ isCertain }) => isCertain) ?? found[0];
}
