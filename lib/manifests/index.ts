/**
 * Objects as they are written into clusters, typed as far as the library reads them. This room does not know the description.
 * @module
 */
export { type DestinationRuleObject, destinationRulesIn } from './destination-rules';
export { endpointLabelsIn } from './endpoint-labels';
export { type Fields, fields, items, labels, text } from './fields';
export { type GatewayObject, gatewaysIn } from './gateways';
export { type IstioObject, texts } from './istio-objects';
export { groupBy } from './group-by';
export { lazily } from './lazily';
export { withoutLists } from './lists';
export {
  isNamespace,
  isOfNetworking,
  isOfSecurity,
  isServiceRoute,
  isVirtualService,
  labelsOf,
  type ManifestObject,
  metadataOf,
  readObject,
} from './manifest-object';
export { once } from './once';
export { podsIn, type PodsObject } from './pods';
export { Documents } from './reading/documents';
export { positionOf } from './reading/position-of';
export { type ClusterManifests, readCluster } from './reading/read-cluster';
export { type ManifestFault, readManifests } from './reading/read-manifests';
export { readValue } from './reading/read-value';
export { type SchemaFault } from './schema/faults';
export { meshConfigFaults } from './schema/mesh-config';
export { otherKindsFor, refusedIn } from './schema/objects';
export { serviceEntriesIn, type ServiceEntryObject } from './service-entries';
export { type ServiceRouteObject, serviceRoutesIn } from './service-routes';
export { isExternalName, type ServiceObject, servicesIn } from './services';
export { type DelegateName, type VirtualServiceObject, virtualServicesIn } from './virtual-services';
export {
  authorizationPolicySpec,
  destinationRuleSpec,
  gatewaySpec,
  peerAuthenticationSpec,
  readLocality,
  readRetries,
  serviceEntrySpec,
  sidecarSpec,
  virtualServiceSpec,
  workloadEntrySpec,
} from './specs';
