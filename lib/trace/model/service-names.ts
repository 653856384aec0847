/**
 * The names by which callers can ask for a service.
 * @module
 */
import { asHost } from './ip-address';
import type { Service } from './service';

/** What decides which names a service has. */
type Named = Pick<Service, 'host' | 'addresses' | 'resolution' | 'isOfKubernetes'>;

/** Finds the names by which callers in a namespace can ask for a service, without ports. They are found once for each namespace. */
export function namesOf(service: Named): (namespace: string) => readonly string[] {
  const known = new Map<string, readonly string[]>();
  return (namespace) => {
    const before = known.get(namespace);
    if (before !== undefined) return before;
    const names = namesIn(namespace, service);
    known.set(namespace, names);
    return names;
  };
}

function namesIn(namespace: string, { host, addresses, resolution, isOfKubernetes }: Named): readonly string[] {
  const names = [host, ...(host.startsWith('*') ? [] : [`${host}.`])];
  const [, name = '', own = ''] = /^([^.]+)\.([^.]+)\.svc\.cluster\.local$/.exec(host) ?? [];
  if (name !== '') names.push(`${name}.${own}`, `${name}.${own}.svc`, ...(own === namespace ? [name] : []));
  if (resolution === 'original-destination' && isOfKubernetes) names.push(...names.map((each) => `*.${each}`));
  return [...names, ...addresses.map(asHost)];
}
