/**
 * The lists of texts in AuthorizationPolicies.
 * @see https://istio.io/latest/docs/reference/config/security/authorization-policy/
 * @module
 */

/** Whether a text is in a list, if there is one that is not empty, and is not in the other. */
export function isListed(
  text: string | undefined,
  wanted: readonly string[] | undefined,
  unwanted: readonly string[] | undefined,
  compare: (pattern: string, text: string) => boolean = isText,
): boolean {
  const isIn = (list: readonly string[]): boolean => text !== undefined && list.some((each) => compare(each, text));
  const isWanted = wanted === undefined || wanted.length === 0 || isIn(wanted);
  return isWanted && !isIn(unwanted ?? []);
}

/** Compares with a text that may begin or end with `*`. `*` alone stands for any text that is there. */
export function isText(pattern: string, text: string): boolean {
  if (pattern === '*') return text !== '';
  if (pattern.startsWith('*')) return text.endsWith(pattern.slice(1));
  if (pattern.endsWith('*')) return text.startsWith(pattern.slice(0, -1));
  return pattern === text;
}

/** Compares with the value of a header. `*` stands for any that is there, even if it is empty. */
export function isHeader(pattern: string, value: string): boolean {
  return pattern === '*' || isText(pattern, value);
}

/** Compares paths, in which `{*}` stands for one segment and `{**}` for any number of them. */
export function isPath(pattern: string, path: string): boolean {
  if (!pattern.includes('{')) return isText(pattern, path);
  const escaped = pattern.replaceAll(/[.+?^$()|[\]\\]/g, String.raw`\$&`);
  const regex = escaped.replaceAll('{**}', '.*').replaceAll('{*}', '[^/]+');
  return new RegExp(`^${regex}$`).test(path);
}
