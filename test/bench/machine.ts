/**
 * The machine that measures.
 * @module
 */
import * as os from 'node:os';

/** The machine, as the results name it. */
export function machine(): string {
  const cpus = os.cpus();
  const memory = Math.round(os.totalmem() / 2 ** 30);
  const model = cpus[0]?.model ?? 'unknown processor';
  return `${model}, ${cpus.length} cores, ${memory} GiB, Node.js ${process.versions.node}`;
}
