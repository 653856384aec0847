/**
 * HTTP rules for ingress gateways. A gateway knows the port of its own server, not the port of the service.
 * @module
 */
import type { Destination, HTTPRoute } from '../../istio';
import { type IMeshService, portsRouted } from '../../mesh';

/**
 * The rules without conditions on the port, which requests to a gateway never meet. If a service has several ports, destinations
 * name its HTTP port.
 */
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

/** Conditions without the port; no field if one alternative then holds for all requests. */
function withoutPorts(match: HTTPRoute['match'] = []): Pick<HTTPRoute, 'match'> {
  const others = match.map(({ port, ...conditions }) => conditions);
  return others.length === 0 || others.some((each) => Object.keys(each).length === 0) ? {} : { match: others };
}
