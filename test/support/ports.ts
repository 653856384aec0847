/**
 * Lists the ports that services in generated meshes can have.
 * @module
 */

/** One HTTP port, several ports of all kinds, or one TCP port. Some have another targetPort. */
export const PORTS = {
  one: { http: { port: 80, protocol: 'HTTP' } },
  several: {
    http: { port: 80, targetPort: 8080, protocol: 'HTTP' },
    admin: { port: 81, protocol: 'HTTP2' },
    db: { port: 5432, protocol: 'TCP' },
    queue: { port: 5672, targetPort: 5673, protocol: 'TCP' },
    tls: { port: 8443, protocol: 'TLS' },
  },
  tcp: { tcp: { port: 6379, targetPort: 6380, protocol: 'TCP' } },
} as const;
