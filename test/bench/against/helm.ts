/**
 * Helm: a chart that makes the objects from values, and a call for each cluster.
 * @module
 */
import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { CACHE } from '../../e2e/binaries';
import { clustersOf, type Contender, outputOf, writeValues } from './contender';

const VERSION = 'v4.1.4';
const CHART = path.join(__dirname, 'helm-chart');

/** Finds Helm, or builds it, which takes minutes. */
function findHelm(): string {
  const folder = path.join(CACHE, `helm-${VERSION}`);
  const helm = path.join(folder, 'helm');
  if (fs.existsSync(helm)) return helm;
  console.log(`building Helm ${VERSION} into ${folder}`);
  execFileSync('go', ['install', `helm.sh/helm/v4/cmd/helm@${VERSION}`], {
    env: { ...process.env, GOBIN: folder },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return helm;
}

/** Helm on a chart. */
export const helm: Contender = (inputs) => {
  const program = findHelm();
  const values = writeValues(inputs);
  const commands = (out: string): ReturnType<Awaited<ReturnType<Contender>>['commands']> =>
    clustersOf(inputs.workload).map((cluster) => ({
      argv: [program, 'template', 'bench', CHART, '--values', values, '--set', `here=${cluster}`],
      stdout: outputOf(out, cluster, 'helm.yaml'),
    }));
  return Promise.resolve({ version: `Helm ${VERSION.slice(1)}`, commands });
};
