/**
 * Port numbers.
 * @module
 */

/** Whether a value is a port number, an integer from 1 to 65535. */
export function isPort(port: unknown): port is number {
  return typeof port === 'number' && Number.isInteger(port) && port >= 1 && port <= 65535;
}
