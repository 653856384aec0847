/**
 * Port numbers.
 * @see https://istio.io/latest/docs/ops/deployment/application-requirements/#ports-used-by-istio
 * @module
 */

/** Whether a value is a port number, an integer from 1 to 65535. */
export function isPort(port: unknown): port is number {
  return typeof port === 'number' && Number.isInteger(port) && port >= 1 && port <= 65535;
}

/**
 * The ports that a sidecar has in its Pod, so that no container can serve there: the sidecar listens there, or leaves the port
 * out of redirection.
 */
export const SIDECAR_PORTS: readonly number[] = [15000, 15001, 15006, 15008, 15020, 15021, 15090];

/**
 * The ports at which a sidecar listens on every address. Istio would use the same address for an HTTP port of a Service with
 * this number, and leaves the Service port out. A TCP or TLS port has the address of its Service.
 */
export const SIDECAR_LISTENERS: readonly number[] = [15001, 15006, 15021, 15090];
