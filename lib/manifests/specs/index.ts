/**
 * The specs of Istio's kinds, read from objects of any origin.
 * @module
 */
export { readLocality } from './destination-rule';
export { readRetries } from './http-route';
export {
  authorizationPolicySpec,
  destinationRuleSpec,
  gatewaySpec,
  peerAuthenticationSpec,
  serviceEntrySpec,
  sidecarSpec,
  virtualServiceSpec,
  workloadEntrySpec,
} from './of-objects';
