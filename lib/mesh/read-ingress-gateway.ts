/**
 * Reads the options of an ingress gateway.
 * @module
 */
import type { CallSite } from '../errors';
import { ISTIO_NAMESPACE } from '../istio';
import type { IngressGateway, IngressGatewayProps } from './ingress-gateway';
import { MESH } from './messages';
import { byName, nameText, readLabel, readObjectName } from './names';
import { readPlaces } from './placement';
import type { MeshState } from './state';

/** The options of an ingress gateway, after reading. */
export type ReadIngressGateway = Pick<IngressGateway, 'name' | 'namespace' | 'serviceAccountName' | 'clusters'>;

/** Reads the name and the options of an ingress gateway. */
export function readIngressGateway(
  state: MeshState,
  given: string,
  props: IngressGatewayProps,
  at: CallSite,
): ReadIngressGateway {
  const name = nameText(given);
  readLabel(state.log.part('the name of an ingress gateway', given, at));
  const part = state.log.part(`ingress gateway "${name}"`, props, at);
  const { clusters, serviceAccountName, namespace } = part.options(['clusters', 'serviceAccountName', 'namespace']);
  if (namespace.isGiven) readLabel(namespace);
  const fix = "Give the ServiceAccount of the gateway's Pods.";
  if (serviceAccountName.isAbsent) serviceAccountName.must(MESH.MC033, 'be the name of a ServiceAccount', { fix });
  else readObjectName(serviceAccountName);
  return {
    name,
    namespace: namespace.isGiven ? nameText(namespace.value) : ISTIO_NAMESPACE,
    serviceAccountName: nameText(serviceAccountName.value),
    clusters: byName(readPlaces(clusters, state, { nowhere: MESH.MC082, twice: MESH.MC082 })),
  };
}
