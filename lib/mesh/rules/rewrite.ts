/**
 * What a request becomes before it is forwarded.
 * @module
 */
import { isAuthorityText } from './authority';
import type { Part } from './part';
import { isRegex } from './regex';

/** A part of the path that is replaced. */
export interface RegexRewrite {
  /** The part: a regular expression of RE2 (MC043). */
  readonly match: string;
  /** What replaces it, not empty (MC047); `\1` is what the first group matched. */
  readonly rewrite: string;
}

type PathRewrite =
  | {
      /**
       * The path, or, where the match is on a prefix of it, the prefix: starts with "/" (MC047).
       * @default - the path is kept
       */
      readonly uri?: string;
      readonly uriRegexRewrite?: never;
    }
  | {
      readonly uri?: never;
      /**
       * A part of the path, and what replaces it.
       * @default - the path is kept
       */
      readonly uriRegexRewrite?: RegexRewrite;
    };

/**
 * What a request becomes before it is forwarded: another path, by `uri` or by `uriRegexRewrite`, another authority, or both
 * (MC047).
 *
 * @example
 * { uri: '/v1/bookRatings', authority: 'ratings.example.com' }
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRewrite
 */
export type HttpRewrite = PathRewrite & {
  /**
   * The Host header, not empty (MC047).
   * @default - the Host header is kept
   */
  readonly authority?: string;
};

/** Checks a rewrite; reports MC035, MC043 and MC047. */
export function checkRewrite(part: Part, rewrite: HttpRewrite): void {
  const options = part.options(rewrite, ['uri', 'authority', 'uriRegexRewrite']);
  const { uri, uriRegexRewrite, authority } = options;
  const paths = (['uri', 'uriRegexRewrite'] as const).filter((key) => options[key] !== undefined);
  if (paths.length > 1) part.report('MC047', 'replaces the path twice', paths, { fix: 'keep one' });
  if (paths.length === 0 && authority === undefined) part.report('MC047', 'replaces nothing', rewrite);
  if (uri !== undefined && !isPath(uri)) part.report('MC047', 'has a bad path', uri, { fix: 'start "uri" with "/"' });
  if (authority !== undefined && !isAuthorityText(authority)) part.report('MC047', 'has a bad authority', authority);
  if (uriRegexRewrite !== undefined) checkRegexRewrite(part.of('uriRegexRewrite'), uriRegexRewrite);
}

function checkRegexRewrite(part: Part, given: RegexRewrite): void {
  const { match = '', rewrite } = part.options(given, ['match', 'rewrite']);
  isRegex(part, 'matches', match);
  if (typeof rewrite !== 'string' || rewrite === '') part.report('MC047', 'replaces by an empty text', rewrite);
}

/** Whether a text can replace a path, or the beginning of one. */
export function isPath(text: unknown): text is string {
  return typeof text === 'string' && /^\/\S*$/.test(text);
}
