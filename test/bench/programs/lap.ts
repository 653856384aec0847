/**
 * Measures the processor time of parts of a program.
 * @module
 */
let last = process.cpuUsage();

/** The processor time since the last call, or since the start, in seconds. */
export function lap(): number {
  const { user, system } = process.cpuUsage(last);
  last = process.cpuUsage();
  return (user + system) / 1e6;
}
