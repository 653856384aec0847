/**
 * What a request becomes before it is forwarded.
 * @module
 */
import type { Part } from '../../reading';
import { readAuthority } from './authority';
import { RULES } from './messages';
import { checkOneOfTwo } from './one-of-two';
import { readPath } from './path';
import { readRegex } from './read-regex';

/** Which parts of the path are replaced, and by what. */
export interface RegexRewrite {
  /** The parts of the path that match this regular expression of RE2 (MC043). */
  readonly match: string;
  /** What replaces each; not empty (MC047). `\1` stands for what the first group matched. */
  readonly rewrite: string;
}

/** What a rewrite does to the path: one of the two, or neither. */
export type PathRewrite =
  | {
      /**
       * The path, or the prefix where the match is on a prefix of the path. It starts with "/" (MC047).
       * @default - the path is kept
       */
      readonly uri?: string;
      readonly uriRegexRewrite?: never;
    }
  | {
      readonly uri?: never;
      /**
       * Which parts of the path are replaced, and by what.
       * @default - the path is kept
       */
      readonly uriRegexRewrite?: RegexRewrite;
    };

/**
 * What a request becomes before it is forwarded: it gets another path, by `uri` or by `uriRegexRewrite`, or another
 * authority, or both (MC047).
 *
 * @example
 * { uri: '/v1/bookRatings', authority: 'ratings.example.com' }
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRewrite
 */
export type HttpRewrite = PathRewrite & {
  /**
   * The Host header: a host, and a port where it is needed (MC047).
   * @default - the Host header is kept
   */
  readonly authority?: string;
};

/** Reads a rewrite. */
export function readRewrite(part: Part<HttpRewrite>): HttpRewrite | undefined {
  const { uri, authority, uriRegexRewrite } = part.options(['uri', 'authority', 'uriRegexRewrite']);
  if (part.isSound) part.notEmpty(RULES.MC047, '"uri", "uriRegexRewrite" or "authority"');
  checkOneOfTwo(part, RULES.MC047, { uri, uriRegexRewrite });
  if (uri.isGiven) readPath(uri, RULES.MC047);
  if (authority.isGiven) readAuthority(authority, RULES.MC047);
  if (uriRegexRewrite.isGiven) readRegexRewrite(uriRegexRewrite);
  return part.sound;
}

function readRegexRewrite(part: Part<RegexRewrite>): void {
  const { match, rewrite } = part.options(['match', 'rewrite']);
  readRegex(match, match.value);
  rewrite.text(RULES.MC047, (text) => text !== '', 'be a non-empty text');
}
