/**
 * The specs of objects of Istio's kinds. Those that clusters have in common are read once.
 * @module
 */
import { once } from '../once';
import { readDestinationRule } from './destination-rule';
import { readGateway } from './gateway';
import { readAuthorizationPolicy, readPeerAuthentication } from './policies';
import { readServiceEntry, readWorkloadEntry } from './service-entry';
import { readSidecar } from './sidecar';
import { readVirtualService } from './virtual-service';

export const authorizationPolicySpec = once(({ json }) => readAuthorizationPolicy(json['spec']));
export const destinationRuleSpec = once(({ json }) => readDestinationRule(json['spec']));
export const gatewaySpec = once(({ json }) => readGateway(json['spec']));
export const peerAuthenticationSpec = once(({ json }) => readPeerAuthentication(json['spec']));
export const serviceEntrySpec = once(({ json }) => readServiceEntry(json['spec']));
export const sidecarSpec = once(({ json }) => readSidecar(json['spec']));
export const virtualServiceSpec = once(({ json }) => readVirtualService(json['spec']));
export const workloadEntrySpec = once(({ json }) => readWorkloadEntry(json['spec']));
