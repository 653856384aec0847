/**
 * Conditions on an HTTP request.
 * @module
 */
import type { CallSite } from '../errors';
import { readOptions, readRecord } from './shape';
import type { MeshState } from './state';
import { StringMatch } from './string-match';

/**
 * Conditions that must all hold for a request, at least one (MC019).
 *
 * @example
 * { headers: { 'end-user': StringMatch.exact('jason') } }
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPMatchRequest
 */
export interface HttpMatch {
  /**
   * The path, which starts with "/", without its query (MC019).
   * @default - any path
   */
  readonly uri?: StringMatch;
  /**
   * Headers by name, in any case; not `uri`, `scheme`, `method` or `authority`, which Istio ignores here (MC019).
   * @default - any headers
   */
  readonly headers?: Readonly<Record<string, StringMatch>>;
}

/** Checks conditions and lowers the case of header names, as Istio asks for; reports MC019 and MC035. */
export function readMatch(state: MeshState, match: HttpMatch, role: string, at: CallSite): HttpMatch {
  const { uri, headers: given = {} } = readOptions(state, match, role, ['uri', 'headers'], at);
  const headers = Object.entries(readRecord(state, given, `headers of ${role}`, at));
  const names = headers.map(([name]) => name.toLowerCase());
  const report = (what: string, got: unknown, fix?: string): void => {
    state.report('MC019', { what: `${role} ${what}`, got, fix }, at);
  };
  if (uri === undefined && headers.length === 0) report('matches every request', '{}');
  if (uri !== undefined) checkText('the path', uri, report);
  if (isText(uri) && !/^\/[^?#]*$|^$/.test(uri.value)) report('has a path that no request has', uri.value);
  for (const [name, text] of headers) {
    if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name)) report('has a bad header name', name);
    if (/^(uri|scheme|method|authority)$/i.test(name)) report('has a header name that Istio ignores', name);
    checkText(`header "${name}"`, text, report);
  }
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) report('has one header twice', twice);
  const texts = headers.filter(([, text]) => isText(text)).map(([name, text]) => [name.toLowerCase(), text] as const);
  return {
    ...(isText(uri) && { uri }),
    ...(texts.length > 0 && { headers: Object.fromEntries(texts) }),
  };
}

function isText(text: StringMatch | undefined): text is StringMatch {
  return text instanceof StringMatch && typeof text.value === 'string';
}

function checkText(
  place: string,
  text: StringMatch | undefined,
  report: (what: string, got: unknown, fix?: string) => void,
): void {
  if (!isText(text)) {
    const fix = `write StringMatch.exact(${typeof text === 'string' ? JSON.stringify(text) : '…'})`;
    report(`compares ${place} with no StringMatch`, text, fix);
  } else if (text.value === '' && (text.kind === 'prefix' || place === 'the path')) {
    report(`compares ${place} with an empty text`, text.value);
  }
}
