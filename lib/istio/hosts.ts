/**
 * Host names of services.
 * @module
 */

/** The parts of a service's host. */
export interface ServiceName {
  /** The name of the Service. */
  readonly name: string;
  /** Its namespace. */
  readonly namespace: string;
}

/** The host of a Service inside its cluster: `reviews.default.svc.cluster.local`. */
export function serviceHost({ name, namespace }: ServiceName): string {
  return `${name}.${namespace}.svc.cluster.local`;
}

/** The host that a service has across clusters: `reviews.default.global`. */
export function globalHost({ name, namespace }: ServiceName, domain: string): string {
  return `${name}.${namespace}.${domain}`;
}

/** Every dotted name that resolves to a Service inside its cluster. */
export function serviceNames(service: ServiceName): readonly string[] {
  const { name, namespace } = service;
  return [`${name}.${namespace}`, `${name}.${namespace}.svc`, serviceHost(service)];
}

/** The host that a name means in an object of a namespace. Istio completes only names without a dot. */
export function fullHost(name: string, namespace: string): string {
  return name.includes('.') || name === '*' ? name : serviceHost({ name, namespace });
}

/** The wildcards that cover a host or a wildcard, the most specific first: `*.default.svc.cluster.local` to `*.local`, and `*`. */
export function wildcardsOver(host: string): readonly string[] {
  const labels = host.split('.');
  const wildcards = labels.map((_, at) => ['*', ...labels.slice(at + 1)].join('.'));
  return wildcards.filter((wildcard) => wildcard !== host);
}
