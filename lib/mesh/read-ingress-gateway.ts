/**
 * Reads the options of an ingress gateway.
 * @module
 */
import type { CallSite } from '../errors';
import { ISTIO_NAMESPACE } from '../istio';
import type { IngressGateway, IngressGatewayProps } from './ingress-gateway';
import { MESH } from './messages';
import { nameText, readLabel } from './names';
import { readCaller, type ReadCaller } from './read-caller';
import type { MeshState } from './state';

/** The options of an ingress gateway, after reading. */
export interface ReadIngressGateway extends ReadCaller, Pick<IngressGateway, 'routeNamespaces'> {}

const KIND = { namespace: ISTIO_NAMESPACE, places: MESH.MC082, pods: "the gateway's Pods" } as const;

/** Reads the name and the options of an ingress gateway. */
export function readIngressGateway(
  state: MeshState,
  given: string,
  props: IngressGatewayProps,
  at: CallSite,
): ReadIngressGateway {
  const name = state.log.part('the name of an ingress gateway', given, at);
  const part = state.log.part(`ingress gateway "${nameText(given)}"`, props, at);
  const options = part.options(['clusters', 'serviceAccountName', 'namespace', 'routeNamespaces']);
  const caller = readCaller(state, name, options, KIND);
  const routeNamespaces = options.routeNamespaces.optional((namespaces) =>
    namespaces.list('namespaces').flatMap((each) => readLabel(each) ?? []),
  );
  return { ...caller, routeNamespaces: routeNamespaces ?? [caller.namespace] };
}
