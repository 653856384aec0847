/**
 * How a text of a request is compared.
 * @module
 */

/**
 * A comparison with a header or a path.
 *
 * @example
 * StringMatch.exact('jason');
 * StringMatch.prefix('/reviews');
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#StringMatch
 */
export class StringMatch {
  private constructor(
    /** How `value` is compared. */
    readonly kind: 'exact' | 'prefix',
    /** The text that is compared with, case-sensitive. */
    readonly value: string,
  ) {}

  /** The whole text is `value`. */
  static exact(value: string): StringMatch {
    return new StringMatch('exact', value);
  }

  /** The text starts with `value`, which must not be empty (MC019). A path prefix `/foo` matches `/foobar` too. */
  static prefix(value: string): StringMatch {
    return new StringMatch('prefix', value);
  }
}
