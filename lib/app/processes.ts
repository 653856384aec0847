/**
 * Processes by their ids: what belongs to a running one stays, and what a killed one has left is removed.
 * @module
 */

/** The id of this process. */
export const THIS_PROCESS = process.pid;

/** Whether a process is running. Another user's process may not be asked, but is running. */
export function isRunning(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch (error) {
    return !(typeof error === 'object' && error !== null && 'code' in error && error.code === 'ESRCH');
  }
}
