/**
 * Changes of a request's path and authority before it is forwarded.
 * @module
 */
import type { Part } from '../../reading';
import { readAuthority } from './authority';
import { RULES } from './messages';
import { checkOneOfTwo } from './one-of-two';
import { readPath } from './path';
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
       * The new path. If the rule matches a prefix of the path, it replaces that prefix only. It starts with "/" (MC047).
       * @default - the path is kept
       */
      readonly uri?: string;
      readonly uriRegexRewrite?: never;
    }
  | {
      readonly uri?: never;
      /**
       * A replacement of parts of the path.
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
  rewrite.text(RULES.MC047, (text) => text !== '', 'be a non-empty text', {
    fix: 'Give the text that replaces each match.',
  });
}
