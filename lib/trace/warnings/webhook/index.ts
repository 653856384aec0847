/**
 * What Istio's validating webhook refuses in objects of Istio's kinds. The schema of the CRDs allows it. What the webhook only warns
 * about is not here.
 * @see https://github.com/istio/istio/blob/master/pkg/config/validation/validation.go
 * @module
 */
import { isOfNetworking, isOfSecurity, type ManifestObject, once } from '../../../manifests';
import { authorizationPolicyFaults, peerAuthenticationFaults } from './authorization-policy';
import { destinationRuleFaults } from './destination-rule';
import { gatewayFaults } from './gateway';
import { partAt, type Part, type Refusal } from './part';
import { serviceEntryFaults } from './service-entry';
import { sidecarFaults } from './sidecar';
import { virtualServiceFaults } from './virtual-service';

export { type Refusal } from './part';

type Find = (spec: Part, namespace: string) => readonly Refusal[];

const NETWORKING: Readonly<Record<string, Find | undefined>> = {
  DestinationRule: destinationRuleFaults,
  Gateway: gatewayFaults,
  ServiceEntry: serviceEntryFaults,
  Sidecar: sidecarFaults,
  VirtualService: virtualServiceFaults,
};

const SECURITY: Readonly<Record<string, Find | undefined>> = {
  AuthorizationPolicy: authorizationPolicyFaults,
  PeerAuthentication: peerAuthenticationFaults,
};

/** What Istio's webhook refuses in an object. */
export const refusalsOf = once((object: ManifestObject): readonly Refusal[] => {
  const { kind, json, namespace = '' } = object;
  const ofSecurity = isOfSecurity(object) ? SECURITY[kind] : undefined;
  const find = isOfNetworking(object) ? NETWORKING[kind] : ofSecurity;
  return find?.(partAt({ value: json, path: [] }, 'spec'), namespace) ?? [];
});
