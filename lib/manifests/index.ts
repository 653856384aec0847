/**
 * Objects as they are written into clusters, whatever made them: typed, as far as somebody reads them. Knows no descriptions.
 * @module
 */
export { type ManifestObject, readObject } from './manifest-object';
export { podsIn, type PodsObject } from './pods';
export { type ServiceObject, servicesIn } from './services';
