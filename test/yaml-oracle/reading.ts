/**
 * `npm run yaml:oracle`, its second part: random and nasty texts are read by lib/manifests and by Kubernetes. Both must find the
 * same values. We may refuse what Kubernetes reads, for reasons that are listed here, but never read what it refuses.
 * @module
 */
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { Yaml } from 'cdk8s';
import * as fc from 'fast-check';
import { Documents } from '../../lib/manifests/reading/documents';
import { valuesIn } from '../../lib/manifests/reading/values';
import { yamlDocument } from '../../lib/yaml';
import { documents } from '../yaml/arbitrary';
import { ODD_TEXTS } from '../yaml/odd-texts';
import { type Answer, buildTextOracle } from './ask';
import { NASTY_TEXTS } from './nasty-texts';
import { chanceOf, RawDocuments } from './raw-documents';

/** Why we refuse what Kubernetes reads. */
const LIMITS = [
  // kubectl reads what comes before, and ignores the rest without a word
  /end of the stream or a document separator is expected|kubectl ignores what follows/,
  /bad indentation of a (?:mapping|sequence) entry|a line break is expected|a whitespace character is expected|can not read/,
  // line breaks of YAML 1.1 and of old Macs; all others only where kubectl has stopped reading
  /the character U\+/,
  // JSON could not hold it, or not for certain
  /two keys become the text|JSON has no infinite numbers|!!binary is not UTF-8|a byte that is not UTF-8/,
  // what js-yaml cannot read, or would read otherwise
  /js-yaml takes items|an escaped line break|missed comma between flow|missing indentation for block scalar|incomplete explicit mapping pair/,
  /tag suffix|named tag handle|duplication of an? \w+ property|unknown escape sequence|unidentified alias/,
  /a line begins with a tab|an anchor is of nothing|a tag is not on|"" is no value|in brackets|on a line before|on the line of|longer than 1,024|the anchor|text follows a|a key spans lines|unexpected end of the stream/,
  /a key is a list or a map|a key is empty or null|the key \d+ is too large|!!binary is not base64|nested too deeply/,
];

type Value = { readonly value: unknown } | { readonly error: string };

/** What we read. */
function ours(text: string): readonly Value[] {
  return [...valuesIn(text, new Documents())].map((each) =>
    'what' in each ? { error: each.what } : { value: each.value },
  );
}

/** What Kubernetes reads, without the empty documents that it ignores. */
function theirs(answers: readonly Answer[]): readonly Value[] {
  return answers.flatMap(({ value, error }): readonly Value[] => {
    if (error !== undefined) return [{ error }];
    return value === null || value === undefined ? [] : [{ value }];
  });
}

/** How both read a text. A document that is no object is refused in the end by both. */
function verdict(text: string, answers: readonly Answer[]): 'equal' | 'refused' | 'limit' | 'fault' {
  const errorOf = (values: readonly Value[]): string | undefined => {
    const error = values.find((each) => 'error' in each);
    if (error !== undefined) return error.error;
    return values.some((each) => 'value' in each && typeof each.value === 'object') ? undefined : 'no object';
  };
  const [mine, other] = [ours(text), theirs(answers)];
  const [myError, otherError] = [errorOf(mine), errorOf(other)];
  if (otherError !== undefined) return myError === undefined ? 'fault' : 'refused';
  // kubectl stops reading at three dots, and after a list at the top
  if (myError !== undefined && /\n\.\.\.\s|^(?:#.*\n|\s)*[[{][^\n]*[\]}]\s*:/.test(text)) return 'limit';
  if (myError !== undefined) return LIMITS.some((limit) => limit.test(myError)) ? 'limit' : 'fault';
  return isDeepStrictEqual(mine, other) ? 'equal' : 'fault';
}

/**
 * Whether a random text is one document: kubectl refuses what comes before a bad separator too, and what it makes of broken JSON
 * depends on how long that is.
 */
function isOne(text: string): boolean {
  return !/(?:^|\n)---|^\s*\{/.test(text);
}

function texts(count: number, seed: number): readonly string[] {
  const raw = new RawDocuments(chanceOf(seed));
  const odd = Object.values(ODD_TEXTS).flat();
  const written = fc.sample(documents(), { numRuns: count / 10, seed });
  return [
    ...NASTY_TEXTS,
    ...odd
      .flatMap((each) => [
        `a: ${each}\n`,
        `- ${each}\n`,
        `[${each}]\n`,
        `? ${each}\n: b\n`,
        `a:\n  b: |\n    ${each}\n`,
      ])
      .filter(isOne),
    ...Array.from({ length: count }, () => raw.document()).filter(isOne),
    ...written.flatMap((each) => [yamlDocument(each), Yaml.stringify(each), JSON.stringify(each)]),
  ];
}

function main(): number {
  const { values: options } = parseArgs({
    options: { texts: { type: 'string', default: '30000' }, seed: { type: 'string', default: '1' } },
  });
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'yaml-oracle-'));
  try {
    const all = texts(Number(options.texts), Number(options.seed));
    const answers = buildTextOracle(folder)(all);
    const counts = { equal: 0, refused: 0, limit: 0, fault: 0 };
    for (const [index, text] of all.entries()) {
      const found = verdict(text, answers[index] ?? []);
      counts[found] += 1;
      if (found !== 'fault' || counts.fault > 20) continue;
      const shown = [text, ours(text), answers[index]].map((each) => JSON.stringify(each).slice(0, 400));
      console.error(shown.join('\n  '));
    }
    const { equal, refused, limit, fault } = counts;
    console.log(`seed ${options.seed}: of ${all.length} texts, both read ${equal} alike, and both refuse ${refused}`);
    console.log(`we refuse ${limit} for a known limit; ${fault} faults`);
    return fault === 0 ? 0 : 1;
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

process.exitCode = main();
