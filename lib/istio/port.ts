/**
 * Numbers of ports.
 * @module
 */

/** Whether a value is a number that a port may have. */
export function isPort(port: unknown): port is number {
  return typeof port === 'number' && Number.isInteger(port) && port >= 1 && port <= 65535;
}
