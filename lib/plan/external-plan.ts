/**
 * The plan of a service outside of the mesh in one cluster.
 * @module
 */
import type { DestinationRuleSpec, Resource, ServiceEntrySpec, SpecifiedResource } from '../istio';
import type { ExternalService } from '../mesh';

/** The objects by which callers in one cluster reach a service outside of the mesh. */
export interface ExternalServicePlan {
  readonly service: ExternalService;
  /** The ServiceEntry of its host. Only the namespaces of its callers see it. */
  readonly serviceEntry: SpecifiedResource<'ServiceEntry', ServiceEntrySpec>;
  /** The DestinationRule with the TLS that proxies add. Undefined if they add none. */
  readonly destinationRule: SpecifiedResource<'DestinationRule', DestinationRuleSpec> | undefined;
}

/** All objects of a service outside of the mesh. */
export function externalResources({ serviceEntry, destinationRule }: ExternalServicePlan): readonly Resource[] {
  return destinationRule === undefined ? [serviceEntry] : [serviceEntry, destinationRule];
}
