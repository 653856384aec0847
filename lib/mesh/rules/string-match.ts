/**
 * How a text of a request is compared.
 * @module
 */
import type * as istio from '../../istio';

/** How a text is compared. */
export type TextKind = 'exact' | 'prefix' | 'regex';

/** How a text is compared. `present` only asks whether there is one. */
export type MatchKind = TextKind | 'present';

/**
 * A comparison with a text of a request. Headers and query parameters can also be checked for their presence.
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
    /** The text of the comparison, which is case-sensitive; empty for `present`. */
    readonly value: string,
  ) {}

  /** The whole text is `value`. */
  static exact(this: void, value: string): StringMatch {
    return new StringMatch('exact', value);
  }

  /** The text starts with `value`, which must not be empty (MC019). A path prefix `/foo` also matches `/foobar`. */
  static prefix(this: void, value: string): StringMatch {
    return new StringMatch('prefix', value);
  }

  /**
   * The whole text matches `value`, an RE2 regular expression of 1 to 1024 bytes (MC043). `(?i)` ignores case.
   * @see https://github.com/google/re2/wiki/Syntax
   */
  static regex(this: void, value: string): StringMatch {
    return new StringMatch('regex', value);
  }

  /** The header or the query parameter is present, with any value. */
  static present(this: void): StringMatch<'present'> {
    return new StringMatch('present', '');
  }
}

/**
 * A comparison in Istio's form. An empty object checks for presence. The expression "*" means the same, but Istio rejects it for
 * headers.
 */
export function plainMatch({ kind, value }: StringMatch<MatchKind>): istio.StringMatch {
  return kind === 'present' ? {} : { [kind]: value };
}

/** Whether a value is a comparison with a text. */
export function isTextMatch(value: unknown): value is StringMatch {
  return isMatch(value) && value.kind !== 'present';
}

/** Whether a value is a comparison. */
export function isMatch(value: unknown): value is StringMatch<MatchKind> {
  return value instanceof StringMatch && typeof value.value === 'string';
}
