/**
 * Reads how a text of a request is compared.
 * @module
 */
import type * as istio from '../../istio';
import type { Part } from '../../reading';
import { RULES } from './messages';
import { readRegex } from './read-regex';
import { isMatch, isTextMatch, type MatchKind, plainMatch, type StringMatch } from './string-match';

/** Reads a comparison with a text that every request has, such as its path. */
export function readText(part: Part<StringMatch>): istio.StringMatch | undefined {
  const match = readMatch(part);
  if (match === undefined) return undefined;
  if (!isTextMatch(match)) {
    const what = `${part.title} must compare a text, but is StringMatch.present().`;
    part.report(RULES.MC019, what, { fix: 'Leave it out: every request has one.' });
  } else if (match.kind === 'regex' || match.value !== '') return plainMatch(match);
  else reportEmpty(part);
  return undefined;
}

/** Reads a comparison with a text that a request may lack, such as a header. `exact('')` is allowed. */
export function readValue(part: Part<StringMatch<MatchKind>>): istio.StringMatch | undefined {
  const match = readMatch(part);
  if (match === undefined) return undefined;
  if (match.kind !== 'prefix' || match.value !== '') return plainMatch(match);
  reportEmpty(part);
  return undefined;
}

function readMatch(part: Part<StringMatch<MatchKind>>): StringMatch<MatchKind> | undefined {
  const { value } = part;
  if (!isMatch(value)) {
    const fix = `Write StringMatch.exact(${typeof value === 'string' ? JSON.stringify(value) : '…'}).`;
    part.must(RULES.MC019, 'be a StringMatch', { fix });
    return undefined;
  }
  return value.kind === 'regex' && readRegex(part, value.value) === undefined ? undefined : value;
}

function reportEmpty(part: Part): void {
  const fix = 'Give the text, or leave the condition out.';
  part.report(RULES.MC019, `${part.title} must be compared with a non-empty text, but is compared with "".`, {
    got: '',
    fix,
  });
}
