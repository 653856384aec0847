/**
 * The addresses of Services outside of their cluster.
 * @module
 */
import { fields, items, type ManifestObject, text } from '../../manifests';

/** The addresses by which a Service is reached from outside of its cluster. */
export function addressesOf({ json }: ManifestObject): readonly string[] {
  const { spec, status } = fields(json);
  const { externalIPs, loadBalancerIP } = fields(spec);
  const ingress = items(fields(fields(status)['loadBalancer'])['ingress']).map(fields);
  const all = [...items(externalIPs), loadBalancerIP, ...ingress.flatMap(({ ip, hostname }) => [ip, hostname])];
  return all.flatMap((each) => text(each) ?? []);
}
