/**
 * The addresses of Services outside of their cluster.
 * @module
 */
import { fields, items, type ManifestObject, type ServiceObject, servicesIn, text } from '../../manifests';

/** The Services among objects that are reached from outside of their cluster, by address. */
export function servicesByAddress(objects: readonly ManifestObject[]): ReadonlyMap<string, ServiceObject> {
  return new Map(
    servicesIn(objects).flatMap((service) => addressesOf(service).map((each) => [each, service] as const)),
  );
}

/** The addresses by which a Service is reached from outside of its cluster. */
function addressesOf({ json }: ManifestObject): readonly string[] {
  const { spec, status } = fields(json);
  const { externalIPs, loadBalancerIP } = fields(spec);
  const ingress = items(fields(fields(status)['loadBalancer'])['ingress']).map(fields);
  const all = [...items(externalIPs), loadBalancerIP, ...ingress.flatMap(({ ip, hostname }) => [ip, hostname])];
  return all.flatMap((each) => text(each) ?? []);
}
