/**
 * `npm run yaml:oracle`: sends texts and documents through lib/yaml to Kubernetes' reader, and expects them back. Where cdk8s
 * writes other bytes, Kubernetes must misread them, so that no difference is needless.
 * @module
 */
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { Yaml } from 'cdk8s';
import * as fc from 'fast-check';
import { yamlDocument } from '../../lib/yaml';
import { documents, text } from '../yaml/arbitrary';
import { ODD_TEXTS, UNWRITABLE_TEXTS } from '../yaml/odd-texts';
import { type Answer, buildOracle, type Oracle } from './ask';

/** How many documents are read at once. */
const BATCH = 20_000;
/** How many faults are shown, and how many characters of a document. */
const SHOWN = { faults: 20, characters: 300 };

/** Where a text can stand. */
const PLACES: readonly ((each: string) => object)[] = [
  (each) => ({ value: each }),
  (each) => ({ list: [each, [each]] }),
  (each) => ({ [each]: 1 }),
  (each) => ({ map: [{ [each]: 1 }, { a: 1, [each]: { [each]: 1 } }] }),
];
/** The same places in fewer documents. */
const ALL_PLACES: readonly ((each: string) => object)[] = [
  (each) => ({ value: each, list: [each, [each]], map: [{ [each]: each }, { a: 1, [each]: { [each]: 1 } }] }),
  (each) => ({ [each]: each }),
];

/** What a value is to JSON, which is what Kubernetes makes of YAML. */
function asJson(value: object): unknown {
  return JSON.parse(JSON.stringify(value, (_, each: unknown) => each ?? null));
}

/** Whether all numbers in a value are finite. JSON has no others. */
function isFinite(value: object): boolean {
  const json = JSON.stringify(value, (_, each: unknown) => (typeof each === 'number' ? String(each) : each));
  return !/"(?:NaN|-?Infinity)"/.test(json);
}

function shown(value: object): string {
  const json = JSON.stringify(value);
  return json.length > SHOWN.characters ? `${json.slice(0, SHOWN.characters)}…` : json;
}

/** Lists the values that do not come back, by how they are written. */
function misread(
  oracle: Oracle,
  values: readonly object[],
  write: (value: object) => string,
): ReadonlyMap<object, Answer> {
  const found = new Map<object, Answer>();
  for (let start = 0; start < values.length; start += BATCH) {
    const batch = values.slice(start, start + BATCH);
    const answers = oracle(batch.map(write));
    for (const [index, value] of batch.entries()) {
      const answer = answers[index] ?? {};
      if (!isDeepStrictEqual(answer.value, asJson(value))) found.set(value, answer);
    }
  }
  return found;
}

/** Lists what Kubernetes reads otherwise. */
function faults(oracle: Oracle, values: readonly object[]): readonly string[] {
  const found = misread(oracle, values, yamlDocument);
  return [...found].map(([value, answer]) => `${shown(value)} is read as ${JSON.stringify(answer)}`);
}

/** Lists where we write other bytes than cdk8s, although Kubernetes would read those as meant. */
function needless(oracle: Oracle, texts: readonly string[]): readonly string[] {
  const stock = (value: object): string => Yaml.stringify(value);
  const values = texts
    .filter((each) => !dependsOnMore(each))
    .flatMap((each) => PLACES.map((place) => place(each)))
    .filter((value) => stock(value) !== yamlDocument(value));
  const justified = misread(oracle, values, stock);
  return values
    .filter((value) => !justified.has(value))
    .map((value) => `${shown(value)} differs from cdk8s for nothing`);
}

/**
 * Whether it depends on more than one rule if Kubernetes misreads a text: U+2028, U+2029 and a byte order mark on what is around
 * them, a number on how many bits it takes. We always escape or quote them.
 */
function dependsOnMore(each: string): boolean {
  return /[\u2028\u2029]|^\ufeff|\d{3}.{16}/.test(each);
}

/** Texts that UTF-8 cannot hold must be refused, as they are from cdk8s, and not be read as something else. */
function unwritable(oracle: Oracle): readonly string[] {
  const answers = oracle(UNWRITABLE_TEXTS.map((each) => yamlDocument({ value: each })));
  const read = UNWRITABLE_TEXTS.filter((_, index) => answers[index]?.error === undefined);
  return read.map((each) => `${JSON.stringify(each)} is not refused`);
}

function main(): number {
  const { values: options } = parseArgs({
    options: { texts: { type: 'string', default: '100000' }, seed: { type: 'string', default: '1' } },
  });
  const [numRuns, seed] = [Number(options.texts), Number(options.seed)];
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'yaml-oracle-'));
  try {
    const oracle = buildOracle(folder);
    const odd = Object.values(ODD_TEXTS).flat();
    const texts = [...odd, ...fc.sample(text, { numRuns, seed })];
    const drawn = fc.sample(documents(), { numRuns: numRuns / 20, seed }).filter(isFinite);
    const inPlaces = texts.flatMap((each) => ALL_PLACES.map((place) => place(each)));
    const compared = texts.slice(0, odd.length + numRuns / 10);
    const found = [...faults(oracle, [...inPlaces, ...drawn]), ...needless(oracle, compared), ...unwritable(oracle)];
    for (const fault of found.slice(0, SHOWN.faults)) console.error(fault);
    console.log(`seed ${seed}: ${odd.length} odd and ${numRuns} random texts, ${drawn.length} documents`);
    console.log(found.length === 0 ? 'Kubernetes reads all of them as meant' : `${found.length} faults`);
    return found.length === 0 ? 0 : 1;
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

process.exitCode = main();
