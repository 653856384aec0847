/**
 * Changes of a request's path and authority before it is forwarded.
 * @module
 */
import type { Conditions } from '../../match';
import type { Part } from '../../reading';
import { readAuthority } from './authority';
import { RULES } from './messages';
import { checkOneOfTwo } from './one-of-two';
import { checkReplacement, prefixesOf, readPath } from './path';
import { readRegex } from './read-regex';

/** A replacement of parts of the path. */
export interface RegexRewrite {
  /** The parts of the path that match this regular expression of RE2 (MC043). */
  readonly match: string;
  /** The replacement of each part, which is not empty (MC047). `\1` stands for the text of the first group. */
  readonly rewrite: string;
}

/** How a rewrite changes the path: by one of the two options, or not at all. */
export type PathRewrite =
  | {
      /**
       * The new path, which starts with "/" and has no query (MC047). The query of the request is kept. Where a match compares
       * `uri` with a prefix, it replaces that prefix only, and ends with "/" exactly if the prefix does (MC175). Anywhere else,
       * it replaces the whole path.
       * @default - the path is kept
       */
      readonly uri?: string;
      readonly uriRegexRewrite?: never;
    }
  | {
      readonly uri?: never;
      /**
       * A replacement of parts of the path, which excludes the query. It is tried on the whole path, whatever the rule matches.
       * @default - the path is kept
       */
      readonly uriRegexRewrite?: RegexRewrite;
    };

/**
 * Changes of a request before it is forwarded: another path, by `uri` or `uriRegexRewrite`, another authority, or both (MC047).
 *
 * @example
 * { uri: '/v1/bookRatings', authority: 'ratings.example.com' }
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRewrite
 */
export type HttpRewrite = PathRewrite & {
  /**
   * The new Host header: a host, optionally with a port (MC047).
   * @default - the Host header is kept
   */
  readonly authority?: string;
};

/** Reads the rewrite of a rule with the alternatives `match`. */
export function readRewrite(part: Part<HttpRewrite>, match: readonly Conditions[]): HttpRewrite | undefined {
  const { uri, authority, uriRegexRewrite } = part.options(['uri', 'authority', 'uriRegexRewrite']);
  if (part.isSound) part.notEmpty(RULES.MC047, '"uri", "uriRegexRewrite" or "authority"');
  checkOneOfTwo(part, RULES.MC047, { uri, uriRegexRewrite });
  if (uri.isGiven) {
    readPath(uri, RULES.MC047);
    checkReplacement(uri, prefixesOf(match));
  }
  if (authority.isGiven) readAuthority(authority, RULES.MC047);
  if (uriRegexRewrite.isGiven) readRegexRewrite(uriRegexRewrite);
  return part.sound;
}

function readRegexRewrite(part: Part<RegexRewrite>): void {
  const { match, rewrite } = part.options(['match', 'rewrite']);
  readRegex(match, match.value);
  rewrite.text(RULES.MC047, (text) => text !== '', 'be a non-empty text', {
    fix: 'Give the text that replaces each match.',
  });
}
