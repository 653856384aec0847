/**
 * Derives the Pods that the destinations of rules mean, from the description.
 * @module
 */
import type { Cluster, MeshService, Route, ServicePort } from '../../../lib';
import { routesOf } from '../../../lib/plan/routing';

type Service = MeshService<string>;

/** For each rule at a port, the Pods that each destination and mirror means for a caller's cluster, as `<version>@<cluster>`. */
export function meantAt(
  service: Service,
  caller: Cluster,
  port: ServicePort,
): readonly (readonly (readonly string[])[])[] {
  const route = routesOf(service).find(({ ports }) => ports.some(({ number }) => number === port.number));
  const rules = (route?.rules ?? []).filter(({ match }) =>
    match.every((each) => [undefined, port.number].includes(each.port)),
  );
  return pods(service, caller, rules);
}

/** For each rule, the Pods that each destination and mirror means for a caller's cluster. */
export function pods(
  service: Service,
  caller: Cluster,
  rules: Route['rules'],
): readonly (readonly (readonly string[])[])[] {
  const inForce = rules.filter(({ from }) => from === undefined || from.includes(caller));
  return inForce.map(({ to, actions: { mirrors = [] } }) =>
    [...to, ...mirrors].map(({ version: routed, cluster: pin }) => {
      const versions = service.versions.filter((version) => routed === undefined || version === routed);
      const all = versions.flatMap((version) => service.clustersOf(version).map((place) => ({ version, place })));
      const allowed = all.filter(({ place }) => pin === undefined || place === pin);
      const own = allowed.filter(({ place }) => place === caller);
      const staysHere = service.distribution === 'local' && own.length > 0;
      return (staysHere ? own : allowed).map(({ version, place }) => `${version}@${place.name}`).sort();
    }),
  );
}
