/**
 * What a proxy opens connections for: a port of a service, or of one of its subsets.
 * @module
 */
import { hasLabels } from '../../istio';
import type { DeclaredSubset } from '../model/destination-rules';
import type { Port, Service } from '../model/service';
import type { Site } from '../site';
import type { Endpoint } from './endpoint';
import type { Policy } from './policy';

/** What connections are opened for. */
export interface Target {
  readonly service: Service;
  readonly port: Port;
  readonly subset: DeclaredSubset | undefined;
  readonly policy: Policy;
}

/** Whether connections go where the caller's own went, because a policy says so. */
export function isPassed({ policy }: Target): boolean {
  return policy.isOriginal === true;
}

/** The endpoints that a subset selects; all without a subset. */
export function chosen(endpoints: readonly Endpoint[], { subset }: Target): readonly Endpoint[] {
  return endpoints.filter(({ labels }) => hasLabels(labels, subset?.labels ?? {}));
}

/** The identities of a service: those that the DestinationRule lists, else those that Istio knows. */
export function identitiesOf({ service, policy }: Target, site: Site): ReadonlySet<string> | undefined {
  const listed = policy.tls?.value.subjectAltNames;
  const all = listed === undefined ? site.endpoints.identitiesOf(service) : new Set(listed);
  return all.size === 0 ? undefined : all;
}
