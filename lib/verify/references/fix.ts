/**
 * What to do about objects of a plan that are missing.
 * @module
 */
import { type Resource, resourceId } from '../../istio';
import type { PlannedObjects } from '../planned-objects';

/** The constructs by the kind of their first object. */
const CONSTRUCTS: ReadonlyMap<string, string> = new Map([
  ['Service', 'a VersionedService'],
  ['ServiceAccount', 'a VersionedService'],
  ['Deployment', 'a VersionedService'],
  ['ServiceEntry', 'a RemoteServiceEntry'],
  ['WorkloadEntry', 'a RemoteServiceEntry'],
  ['DestinationRule', 'ServiceSubsets'],
  ['VirtualService', 'a MulticlusterRoute'],
  ['AuthorizationPolicy', 'ServicePolicies'],
  ['PeerAuthentication', 'ServicePolicies'],
  ['Gateway', 'an EastWestGateway'],
]);

/** What to do about a missing object; undefined for what the catalogue says. */
export function fixFor(missing: Resource | undefined, planned: PlannedObjects): string | undefined {
  if (missing === undefined) return undefined;
  const { kind } = missing;
  const id = resourceId(missing);
  if (kind === 'Namespace')
    return 'Add the Namespaces in "namespaces" of the plan, or pass namespaces: "existing" to Mesh. If another app has it, write both with one synthAll.';
  const isExternal = planned.externals().some(({ group }) => group.includes(id));
  const construct = isExternal ? 'an ExternalServiceEntry' : CONSTRUCTS.get(kind);
  if (construct === undefined) return undefined;
  const others = kind === 'Service' ? ' If something else creates it, describe it with workloads: "existing".' : '';
  return `Add ${construct}, or use ClusterChart. If another app has it, write both with one synthAll.${others}`;
}
