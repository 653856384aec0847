/**
 * Rules as ingress gateways obey them, which know a request by the port of their own server, not by that of a service.
 * @module
 */
import type { Destination, HTTPRoute } from '../../istio';
import { type IMeshService, portsRouted } from '../../mesh';

/** The rules without conditions on the port, which no request to a gateway meets; of several ports, destinations say which. */
export function delegatedRules({ ports }: IMeshService, rules: readonly HTTPRoute[]): readonly HTTPRoute[] {
  const [http] = portsRouted(ports, 'http');
  const port = ports.length > 1 && http !== undefined ? { port: { number: http.number } } : {};
  const at = <T extends { readonly destination: Destination }>(to: T): T => ({
    ...to,
    destination: { ...to.destination, ...port },
  });
  return rules.map(({ match, route, mirrors, ...rule }) => ({
    ...rule,
    ...withoutPorts(match),
    ...(route && { route: route.map(at) }),
    ...(mirrors && { mirrors: mirrors.map(at) }),
  }));
}

/** Conditions of which none is the port; no field where one of the alternatives holds for all requests then. */
function withoutPorts(match: HTTPRoute['match'] = []): Pick<HTTPRoute, 'match'> {
  const others = match.map(({ port, ...conditions }) => conditions);
  return others.length === 0 || others.some((each) => Object.keys(each).length === 0) ? {} : { match: others };
}
