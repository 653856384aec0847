/**
 * Jsonnet: one call that makes the objects of all clusters, as JSON. It needs minutes for YAML.
 * @module
 */
import { spawnSync } from 'node:child_process';
import * as path from 'node:path';
import { clustersOf, type Contender, outputOf, writeValues } from './contender';

const PROGRAM = path.join(__dirname, 'mesh.jsonnet');

/** The file of a cluster, as the program names it. */
const FILE = 'objects.json';

/** Jsonnet, as Debian has it. */
export const jsonnet: Contender = (inputs) => {
  const { stdout, error } = spawnSync('jsonnet', ['--version'], { encoding: 'utf8' });
  if (error !== undefined) throw new Error('The program jsonnet is missing. Install it: apt-get install jsonnet');
  const [version = ''] = /[\d.]+/.exec(stdout) ?? [];
  const argv = ['jsonnet', '--tla-code-file', `mesh=${writeValues(inputs)}`, '-m'];
  return Promise.resolve({
    version: `Jsonnet ${version}`,
    commands: (out) => {
      for (const cluster of clustersOf(inputs.workload)) outputOf(out, cluster, FILE);
      return [{ argv: [...argv, out, PROGRAM], stdout: path.join(inputs.scratch, 'stdout') }];
    },
  });
};
