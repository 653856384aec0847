/**
 * The addresses of Services outside of their cluster.
 * @module
 */
import { fields, items, type ManifestObject, type ServiceObject, servicesIn, text } from '../../manifests';

/** Values by address. Names are compared without regard to case and to a dot at their end. */
export class ByAddress<V> {
  private readonly found: ReadonlyMap<string, V>;

  constructor(entries: Iterable<readonly [address: string, value: V]>) {
    this.found = new Map([...entries].map(([address, value]) => [comparable(address), value]));
  }

  get(address: string): V | undefined {
    return this.found.get(comparable(address));
  }

  keys(): Iterable<string> {
    return this.found.keys();
  }
}

function comparable(address: string): string {
  return address.toLowerCase().replace(/\.$/, '');
}

/** The Services among objects that are reached from outside of their cluster, by address. */
export function servicesByAddress(objects: readonly ManifestObject[]): ByAddress<ServiceObject> {
  return new ByAddress(
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
