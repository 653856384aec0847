/**
 * How a text of a request is compared.
 * @module
 */
import type * as istio from '../../istio';

/** How a text is compared. */
export type TextKind = 'exact' | 'prefix' | 'regex';

/** How a text is compared, or that it is there: `present`. */
export type MatchKind = TextKind | 'present';

/**
 * How a part of a request is compared: its text, or, if it may be absent, its presence.
 *
 * @example
 * StringMatch.exact('jason');
 * StringMatch.prefix('/reviews');
 * StringMatch.regex('/reviews/[0-9]+');
 * StringMatch.present();
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#StringMatch
 */
export class StringMatch<K extends MatchKind = TextKind> {
  private constructor(
    /** How `value` is compared. */
    readonly kind: K,
    /** The text that it is compared with, case-sensitive; empty for `present`. */
    readonly value: string,
  ) {}

  /** The whole text is `value`. */
  static exact(this: void, value: string): StringMatch {
    return new StringMatch('exact', value);
  }

  /** The text starts with `value`, which must not be empty (MC019). A path prefix `/foo` matches `/foobar` too. */
  static prefix(this: void, value: string): StringMatch {
    return new StringMatch('prefix', value);
  }

  /**
   * The whole text matches `value`, a regular expression of RE2 with 1 to 1024 bytes (MC043); `(?i)` ignores case.
   * @see https://github.com/google/re2/wiki/Syntax
   */
  static regex(this: void, value: string): StringMatch {
    return new StringMatch('regex', value);
  }

  /** There is one, whatever its text: for headers and query parameters, which may be absent. */
  static present(this: void): StringMatch<'present'> {
    return new StringMatch('present', '');
  }
}

/**
 * A comparison as Istio writes it. An empty one asks whether something is there: the expression "*", which means the same, is
 * refused for headers.
 */
export function plainMatch({ kind, value }: StringMatch<MatchKind>): istio.StringMatch {
  return kind === 'present' ? {} : { [kind]: value };
}

/** Whether any value is a comparison of a text. */
export function isTextMatch(value: unknown): value is StringMatch {
  return isMatch(value) && value.kind !== 'present';
}

/** Whether any value is a comparison. */
export function isMatch(value: unknown): value is StringMatch<MatchKind> {
  return value instanceof StringMatch && typeof value.value === 'string';
}
