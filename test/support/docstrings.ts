/**
 * Message codes in the docstrings of lib/.
 * @module
 */
import * as path from 'node:path';
import type { ConfigIssue } from '../../lib';
import { SHAPE } from '../../lib/reading';
import { filesUnder } from './manifests';

/** The docstrings of lib/, with the line that each is about. */
function* docstrings(): Generator<readonly [docstring: string, declaration: string]> {
  for (const text of filesUnder(path.join(__dirname, '../../lib')).values())
    for (const [, docstring = '', declaration = ''] of text.matchAll(/\/\*\*(.*?)\*\/\s*([^\n]*)/gs))
      yield [docstring, declaration];
}

/** The codes that a text names, each of a range. */
export function codesIn(text: string): readonly string[] {
  return [...text.matchAll(/MC(\d{3})(?:[\s*]+to[\s*]+MC(\d{3}))?/g)].flatMap(([, first = '', last = first]) =>
    Array.from({ length: Number(last) - Number(first) + 1 }, (_, index) => codeOf(Number(first) + index)),
  );
}

/** The codes that any docstring names. */
export function documentedCodes(): ReadonlySet<string> {
  return new Set([...docstrings()].flatMap(([docstring]) => codesIn(docstring)));
}

/** The codes that the docstrings of options name, by the name of the option. */
const CODES = codesOfOptions();

function codesOfOptions(): ReadonlyMap<string, ReadonlySet<string>> {
  const options = new Map<string, Set<string>>();
  for (const [docstring, declaration] of docstrings()) {
    const [, name] = /^readonly (\w+)\??:/.exec(declaration) ?? [];
    if (name === undefined) continue;
    const codes = options.get(name) ?? new Set();
    options.set(name, codes);
    for (const code of codesIn(docstring)) codes.add(code);
  }
  return options;
}

/**
 * What is wrong with an option that the docstring of that option does not say: `MC020 of "port"`. Codes about the shape of
 * options hold for all of them.
 */
export function undocumented(issues: readonly Pick<ConfigIssue, 'code' | 'what'>[]): readonly string[] {
  return issues.flatMap(({ code, what }) => {
    const [, options = ''] = /^"([^"]+)" of /.exec(what) ?? [];
    // behind the last option are names that a user chose
    const option = options.split(/[.[]/).findLast((name) => CODES.has(name));
    const isSaid = option === undefined || code in SHAPE || CODES.get(option)?.has(code) === true;
    return isSaid ? [] : [`${code} of "${option}"`];
  });
}

function codeOf(number: number): string {
  return `MC${String(number).padStart(3, '0')}`;
}
