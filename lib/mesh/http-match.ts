/**
 * Conditions on an HTTP request.
 * @module
 */
import { StringMatch } from './string-match';

/**
 * Conditions that must all hold for a request.
 *
 * @example
 * { headers: { 'end-user': StringMatch.exact('jason') } }
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPMatchRequest
 */
export interface HttpMatch {
  /**
   * The path, without its query.
   * @default - any path
   */
  readonly uri?: StringMatch;
  /**
   * Headers by name, in any case.
   * @default - any headers
   */
  readonly headers?: Readonly<Record<string, StringMatch>>;
}

/** What is wrong with a condition; undefined when nothing is. */
export function faultOf(match: HttpMatch): { readonly what: string; readonly got: unknown } | undefined {
  const headers = Object.entries(match.headers ?? {});
  const texts: readonly (readonly [string, StringMatch])[] = [
    ...(match.uri === undefined ? [] : [['uri', match.uri] as const]),
    ...headers.map(([name, text]) => [`header "${name}"`, text] as const),
  ];
  if (texts.length === 0) return { what: 'matches every request', got: '{}' };
  const [badName] = headers.find(([name]) => !/^[\w!#$%&'*+.^`|~-]+$/.test(name)) ?? [];
  if (badName !== undefined) return { what: 'has a bad header name', got: badName };
  for (const [place, text] of texts) {
    if (!(text instanceof StringMatch) || typeof text.value !== 'string') {
      return { what: `compares ${place} with no StringMatch`, got: text };
    }
    if (text.kind === 'prefix' && text.value === '') return { what: `has an empty prefix for ${place}`, got: '' };
  }
  return undefined;
}
