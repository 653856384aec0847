/**
 * Objects as they are written into clusters, typed as far as the library reads them. This room does not know the description.
 * @module
 */
export { endpointLabelsIn } from './endpoint-labels';
export { withoutLists } from './lists';
export { type ManifestObject, readObject } from './manifest-object';
export { podsIn, type PodsObject } from './pods';
export { type ServiceObject, servicesIn } from './services';
