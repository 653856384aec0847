/**
 * `npm run trace:oracle`: draws meshes, asks Istio's control plane and a subject where requests go, and compares. What they
 * disagree about is made smaller and printed.
 * @module
 */
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { buildProgram, Crash, Istio } from './ask';
import { shown } from './compare';
import { type Configuration, drawConfiguration } from './draw/configuration';
import type { Answer } from './oracle';
import { Features, tableOf } from './features';
import { type Disagreement, judge } from './judge';
import { keep } from './kept';
import { KNOWN } from './known';
import { HELP, readOptions } from './options';
import { saveRun } from './results';
import { shrunk } from './shrink';
import type { Subject } from './subject';

const given = readOptions(process.argv.slice(2));

async function main(): Promise<number> {
  if (given.help) {
    console.log(HELP);
    return 0;
  }
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'istio-oracle-'));
  const istio = new Istio(given.program ?? buildProgram(folder));
  try {
    await mustKnow(istio);
    return await compared(istio, await subjectIn(given.subject));
  } finally {
    istio.stop();
    fs.rmSync(folder, { recursive: true });
  }
}

/** Fails if the oracle is wrong about a mesh whose answers are known. */
async function mustKnow(istio: Istio): Promise<void> {
  for (const { name, configuration, expected } of KNOWN) {
    const { disagreements } = await judge(configuration, istio, () => () => expected);
    const [wrong] = disagreements;
    if (wrong === undefined) continue;
    throw new Error(`the oracle is wrong about ${name}:\n${wrong.expected.map(shown).join('\n')}`);
  }
}

async function subjectIn(file: string): Promise<Subject> {
  const { answer } = (await import(path.resolve(file))) as { readonly answer: Subject };
  return answer;
}

async function compared(istio: Istio, subject: Subject): Promise<number> {
  const [configurations, requests, seed] = [given.configurations, given.requests, given.seed].map(Number);
  const features = new Features();
  const kinds = new Map<string, number>();
  const shownKinds = new Set<string>();
  let [asked, disagreeing, shownSoFar, refusals, crashes] = [0, 0, 0, 0, 0];
  for (let index = 0; index < (configurations ?? 0); index++) {
    const own = (seed ?? 0) * 1_000_000 + index;
    const judgement = await judge(drawConfiguration(own, requests ?? 0), istio, subject).catch((error: unknown) => {
      if (error instanceof Crash) return undefined;
      throw error;
    });
    if (judgement === undefined) {
      crashes++;
      continue;
    }
    const { configuration, disagreements, decided, refused } = judgement;
    features.add(configuration.clusters, decided);
    asked += configuration.requests.length;
    disagreeing += disagreements.length;
    refusals += refused.length;
    for (const each of disagreements) kinds.set(signatureOf(each), (kinds.get(signatureOf(each)) ?? 0) + 1);
    const wanted = disagreements.filter((each) => signatureOf(each).includes(given.only));
    const first = wanted.find((each) => !shownKinds.has(signatureOf(each)));
    if (first === undefined || shownSoFar >= Number(given.show)) continue;
    shownSoFar++;
    shownKinds.add(signatureOf(first));
    await show(own, first, configuration, istio, subject);
  }
  if (given.features) for (const line of tableOf(features.counts())) console.log(line);
  for (const [kind, count] of [...kinds].sort(([, one], [, other]) => other - one).slice(0, 20))
    console.log(`${count} of ${kind}`);
  console.log(`${refusals} objects were refused, and ${crashes} configurations made Istio itself crash`);
  if (given.save) {
    const run = {
      seed: Number(given.seed),
      date: new Date().toISOString().slice(0, 10),
      configurations: configurations ?? 0,
    };
    saveRun({ ...run, requests: asked, disagreements: disagreeing, crashes }, features.counts());
  }
  console.log(`seed ${given.seed}: ${configurations} configurations, ${asked} requests, ${disagreeing} disagreements`);
  return disagreeing === 0 ? 0 : 1;
}

async function show(
  seed: number,
  disagreement: Disagreement,
  configuration: Configuration,
  istio: Istio,
  subject: Subject,
): Promise<void> {
  const { request } = disagreement;
  const signature = signatureOf(disagreement);
  const only = { ...configuration, requests: [request] };
  const isStill = async (each: Configuration): Promise<boolean> => {
    try {
      const [found] = (await judge(each, istio, subject)).disagreements;
      return found !== undefined && signatureOf(found) === signature;
    } catch {
      return false;
    }
  };
  const small = await shrunk(only, isStill, Number(given.attempts));
  const { disagreements } = await judge(small, istio, subject);
  const { expected, actual } = disagreements[0] ?? disagreement;
  if (given.keep) keep({ name: `seed ${seed}`, configuration: small, expected });
  console.log(`== seed ${seed}`);
  for (const { name, objects } of small.clusters)
    for (const { kind, metadata, apiVersion: _, ...content } of objects) {
      const { name: own, namespace = '', ...labels } = metadata;
      console.log(`${name} ${kind} ${namespace}/${own} ${JSON.stringify({ ...labels, ...content })}`);
    }
  console.log(`options: ${JSON.stringify(small.options)}`);
  console.log(`request: ${JSON.stringify(request)}`);
  console.log(`Istio:\n${expected.map((each) => `  ${shown(each)}`).join('\n')}`);
  console.log(`subject:\n${actual.map((each) => `  ${shown(each)}`).join('\n')}`);
}

/** What a disagreement looks like; a smaller configuration must show the same one. */
function signatureOf({ expected, actual }: Disagreement): string {
  const kinds = (all: readonly Answer[]): readonly string[] =>
    [
      ...new Set(
        all.map(({ status, flag = '', workload, path, host, location, mirrors }) =>
          [
            status,
            status < 0 ? 'error' : flag,
            workload !== undefined,
            path !== undefined,
            host !== undefined,
            location !== undefined,
            mirrors !== undefined,
          ].join(' '),
        ),
      ),
    ].sort();
  return JSON.stringify([kinds(expected), kinds(actual)]);
}

main().then(
  (status) => {
    process.exitCode = status;
  },
  (error: unknown) => {
    console.error(error);
    process.exitCode = 2;
  },
);
