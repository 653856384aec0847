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
