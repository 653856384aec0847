/**
 * Removes what earlier runs left behind when they were killed.
 * @module
 */
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { namespaces, removeNamespaces } from './network';

/** Removes the network namespaces and folders of runs whose process has ended. Their names contain its id. */
export async function sweep(): Promise<void> {
  for (const name of await namespaces()) {
    const [, prefix, pid] = /^(e2e-(\d+))-/.exec(name) ?? [];
    if (prefix !== undefined && !isRunning(pid)) await removeNamespaces(prefix);
  }
  for (const name of fs.readdirSync(os.tmpdir())) {
    const [, pid] = /^e2e-(\d+)-\w{6}$/.exec(name) ?? [];
    if (pid !== undefined && !isRunning(pid)) fs.rmSync(path.join(os.tmpdir(), name), { recursive: true });
  }
}

function isRunning(pid = ''): boolean {
  return fs.existsSync(`/proc/${pid}`);
}
