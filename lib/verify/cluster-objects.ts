/**
 * The objects that an app writes into a cluster, by kind and by identity.
 * @module
 */
import {
  type DestinationRuleObject,
  destinationRulesIn,
  type GatewayObject,
  gatewaysIn,
  type ManifestObject,
  podsIn,
  type PodsObject,
  serviceEntriesIn,
  type ServiceEntryObject,
  type ServiceObject,
  servicesIn,
  type VirtualServiceObject,
  virtualServicesIn,
  withoutLists,
} from '../manifests';

/** The objects that an app writes into a cluster. The items of lists count as objects. */
export interface ClusterObjects {
  /** All of them, in the order in which they are written. */
  readonly all: readonly ManifestObject[];
  /** Each of them by its identity; the first if there are several. */
  readonly byId: ReadonlyMap<string, ManifestObject>;
  readonly services: readonly ServiceObject[];
  readonly pods: readonly PodsObject[];
  readonly virtualServices: readonly VirtualServiceObject[];
  readonly destinationRules: readonly DestinationRuleObject[];
  readonly serviceEntries: readonly ServiceEntryObject[];
  readonly gateways: readonly GatewayObject[];
}

/** Reads the objects of an app once, for all checks. */
export function clusterObjects(objects: readonly ManifestObject[]): ClusterObjects {
  const all = withoutLists(objects);
  return {
    all,
    byId: new Map(all.toReversed().map((object) => [object.id, object])),
    services: servicesIn(all),
    pods: podsIn(all),
    virtualServices: virtualServicesIn(all),
    destinationRules: destinationRulesIn(all),
    serviceEntries: serviceEntriesIn(all),
    gateways: gatewaysIn(all),
  };
}
