/**
 * The specs of Istio's kinds, read from objects of any origin.
 * @module
 */
export { readDestinationRule, readLocality } from './destination-rule';
export { readGateway } from './gateway';
export { readAuthorizationPolicy, readPeerAuthentication } from './policies';
export { readServiceEntry, readWorkloadEntry } from './service-entry';
export { readSidecar } from './sidecar';
export { readVirtualService } from './virtual-service';
