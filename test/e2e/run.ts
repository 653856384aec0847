/**
 * Runs the end-to-end tests, `npm run e2e`: starts a real mesh of three clusters on this machine, applies what `cdk8s synth`
 * writes, sends requests, and removes the mesh. `-- --keep` keeps the mesh for kubectl and curl until you interrupt it.
 * `-- --screenshots <folder>` saves what the browser showed, and `-- trace --transcripts <file>` what the mesh answered. To run only some scenarios, add a part of their file name:
 * `npm run e2e -- failover`. `-- random --seed <number> --meshes <number>` repeats the drawn meshes of a run, or draws more. `-- day-two --times <number>` also
 * runs each change of docs/apply.md alone, that often.
 * @module
 */
import { execFileSync, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { discoveryPrerequisites } from '../../lib';
import { type Binaries, binaries } from './binaries';
import { howToUse } from './how-to-use';
import { gatewayAddress } from './lab/addresses';
import type { LabPlace } from './lab/client';
import { FIELD_MANAGER } from './lab/kube-api';
import { Lab } from './lab/lab';
import { sweep } from './lab/leftovers';
import { missingPrerequisites } from './prerequisites';
import { discoveryPlan } from './scenarios/discovery/mesh';

const CHECKOUT = path.resolve(__dirname, '../..');
const SCENARIOS = path.join(__dirname, 'scenarios');
const start = Date.now();

function progress(line: string): void {
  console.log(`${((Date.now() - start) / 1000).toFixed(0).padStart(4)} s  ${line}`);
}

/** Runs the apps as `cdk8s synth` does, with the future address of cluster2's gateway. */
function synthesize(outdir: string): void {
  const env = { ...process.env, CDK8S_OUTDIR: outdir, CLUSTER2_GW_ADDR: gatewayAddress(2, 'eastwest') };
  execFileSync(process.execPath, ['-r', 'tsx/cjs', 'apps/main.ts'], { cwd: CHECKOUT, env, stdio: 'ignore' });
}

/** Starts a lab with Bookinfo in it. */
async function startBookinfo(lab: Lab, { folder }: LabPlace): Promise<void> {
  const dist = path.join(folder, 'dist');
  synthesize(dist);
  await lab.up();
  await lab.installGateway(1, 'ingress');
  for (const cluster of lab.clusters) await lab.installGateway(cluster, 'eastwest');
  for (const cluster of [2, 1]) {
    const manifests = path.join(dist, 'bookinfo', `cluster${cluster}`);
    // as scenarios do, which change some of these objects
    const asScenarios = ['--server-side', `--field-manager=${FIELD_MANAGER}`];
    await lab.client.kubectl(cluster, ['apply', ...asScenarios, '-f', manifests]);
  }
  await Promise.all(lab.clusters.map((cluster) => lab.client.ready(cluster)));
  progress('Bookinfo is ready');
}

/** Lets the clusters of a lab discover each other's endpoints, with the commands that the library prints. */
async function connect(lab: Lab): Promise<void> {
  await lab.operate(discoveryPrerequisites(discoveryPlan()));
  progress('the clusters discover each other');
}

/** Lists the scenario files in a folder. */
function scenariosIn(folder: string): readonly string[] {
  const files = fs.readdirSync(path.join(SCENARIOS, folder)).filter((file) => file.endsWith('.test.ts'));
  return files.map((file) => path.join(folder, file));
}

/** The environment of scenarios: what drawn meshes are drawn from, how many of them, and how often changes are run alone. */
interface Env {
  readonly E2E_SEED: string;
  readonly E2E_MESHES?: string;
  readonly E2E_TIMES?: string;
}

/** Runs scenario files against a lab. Resolves to jest's exit code. */
function runScenarios(place: LabPlace, files: readonly string[], env: Env): Promise<number> {
  if (files.length === 0) return Promise.resolve(0);
  const paths = files.map((each) => path.join(SCENARIOS, each));
  const file = path.join(place.folder, 'place.json');
  fs.writeFileSync(file, JSON.stringify(place));
  const jest = [require.resolve('jest/bin/jest'), '--config', path.join(__dirname, 'jest.config.js')];
  const child = spawn(process.execPath, [...jest, '--runInBand', '--runTestsByPath', ...paths], {
    cwd: CHECKOUT,
    env: { ...process.env, ...env, E2E_LAB: file },
    stdio: 'inherit',
  });
  return new Promise((resolve) =>
    child.once('close', (code) => {
      resolve(code ?? 1);
    }),
  );
}

/** Runs scenario files on separate clusters, then on connected ones. Resolves to jest's exit code, not 0 if any failed. */
async function runAll(lab: Lab, place: LabPlace, scenarios: readonly (readonly string[])[], env: Env): Promise<number> {
  const [separate = [], connected = []] = scenarios;
  await startBookinfo(lab, place);
  const failed = await runScenarios(place, separate, env);
  if (connected.length === 0) return failed;
  // last, because Istio may not forget remote secrets until it restarts
  await connect(lab);
  return (await runScenarios(place, connected, env)) || failed;
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      keep: { type: 'boolean', default: false },
      screenshots: { type: 'string' },
      transcripts: { type: 'string' },
      seed: { type: 'string', default: `${randomInt(1_000_000)}` },
      meshes: { type: 'string' },
      times: { type: 'string' },
    },
  });
  const missing = missingPrerequisites();
  if (missing.length > 0) {
    console.error(['This machine lacks:', ...missing].join('\n  '));
    return 1;
  }
  await sweep();
  const programs = await binaries(progress);
  const interrupted = new Promise<number>((resolve) => {
    // keep listening: a second signal, for example from npm, must not end this process before it has removed the lab
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.on(signal, () => {
        resolve(130);
      });
  });
  const isWanted = (file: string): boolean =>
    positionals.length === 0 || positionals.some((part) => file.includes(part));
  const scenarios = [scenariosIn(''), scenariosIn('discovery')].map((files) => files.filter(isWanted));
  if (scenarios.flat().length === 0) {
    console.error(`No scenario file has ${positionals.join(' or ')} in its name.`);
    return 1;
  }
  return inLab(programs, async (lab, place) => {
    const { seed, meshes, times } = values;
    progress(`drawn meshes have seed ${seed}`);
    const finished = runAll(lab, place, scenarios, {
      E2E_SEED: seed,
      ...(meshes !== undefined && { E2E_MESHES: meshes }),
      ...(times !== undefined && { E2E_TIMES: times }),
    });
    const code = await Promise.race([finished, interrupted]);
    if (code === 0 && values.screenshots !== undefined) {
      fs.cpSync(path.join(place.folder, 'screenshots'), values.screenshots, { recursive: true });
    }
    // also where traces are wrong: the answers are still those of the mesh
    if (values.transcripts !== undefined)
      fs.writeFileSync(values.transcripts, gzipSync(fs.readFileSync(path.join(place.folder, 'transcripts.jsonl'))));
    if (!values.keep || code === 130) return code;
    console.log(howToUse(place));
    await interrupted;
    return code;
  });
}

/** Runs an action in a lab, and removes the lab. */
async function inLab(programs: Binaries, action: (lab: Lab, place: LabPlace) => Promise<number>): Promise<number> {
  const prefix = `e2e-${process.pid}`;
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), `${prefix}-`));
  fs.chmodSync(folder, 0o755);
  const place: LabPlace = { prefix, folder, programs };
  const lab = new Lab({ ...place, clusters: 3, progress });
  try {
    const code = await action(lab, place);
    lab.check();
    return code;
  } finally {
    await lab.down();
    progress('removed');
  }
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
