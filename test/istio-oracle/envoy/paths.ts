/**
 * How a connection manager normalizes the path of a request before it looks at anything else.
 * @see https://www.envoyproxy.io/docs/envoy/latest/api-v3/extensions/filters/network/http_connection_manager/v3/http_connection_manager.proto
 * @module
 */
import type { ConnectionManager } from './resources';
import type { Http } from './wire';

/** A request as a connection manager reads it; undefined if it answers with status 400. */
export function readBy(manager: ConnectionManager, http: Http): Http | undefined {
  const path = pathFor(manager, http.path);
  return path === undefined ? undefined : { ...http, path };
}

function pathFor(
  { normalizePath = false, mergeSlashes = false, pathWithEscapedSlashesAction = 'KEEP_UNCHANGED' }: ConnectionManager,
  given: string,
): string | undefined {
  const fragment = given.indexOf('#');
  const whole = fragment === -1 ? given : given.slice(0, fragment);
  const question = whole.indexOf('?');
  const query = question === -1 ? '' : whole.slice(question);
  let path: string | undefined = question === -1 ? whole : whole.slice(0, question);
  if (pathWithEscapedSlashesAction === 'UNESCAPE_AND_FORWARD')
    path = path.replace(/%(2F|5C)/gi, (_, code: string) => (code.startsWith('2') ? '/' : '\\'));
  else if (pathWithEscapedSlashesAction !== 'KEEP_UNCHANGED')
    throw new Error(`what is done with escaped slashes is not known: ${pathWithEscapedSlashesAction}`);
  if (normalizePath) path = canonical(path.split('/').map(withoutParameters).join('/'));
  if (path === undefined) return undefined;
  return (mergeSlashes ? merged(path) : path) + query;
}

/** A dot segment without what follows a semicolon. */
function withoutParameters(segment: string): string {
  if (segment.startsWith('..;')) return '..';
  return segment.startsWith('.;') ? '.' : segment;
}

function merged(path: string): string {
  const segments = path.split('/').filter((each) => each !== '');
  const end = path.endsWith('/') && segments.length > 0 ? '/' : '';
  return `/${segments.join('/')}${end}`;
}

/** Characters that are not escaped. */
const UNRESERVED = /^[A-Za-z0-9_~-]$/;

/** Characters that are escaped if they come as they are. */
const ESCAPED = '"#<>?^`{|} ';

/** Reads a path from left to right. A slash and dots take away what is written already. */
function canonical(path: string): string | undefined {
  let out = path.startsWith('/') || path.startsWith('\\') ? '' : '/';
  let at = 0;
  // where a percent sign stands in what is written that begins no escape
  let loose = -1;
  while (at < path.length) {
    const rest = path.slice(at);
    const [dot = ''] = /^(?:\.|%2e)/i.exec(rest) ?? [];
    const [escape = '', digits = ''] = /^%([0-9a-f]{2})/i.exec(rest) ?? [];
    const character = rest.charAt(0);
    if (dot !== '') {
      const [steps, up] = out.endsWith('/') ? (/^(?:\.|%2e)(\.|%2e)?(?:[/\\]|$)/i.exec(rest) ?? []) : [];
      if (steps !== undefined && up !== undefined) out = out.slice(0, out.lastIndexOf('/', out.length - 2) + 1) || '/';
      if (steps === undefined) out += '.';
      at += (steps ?? dot).length;
    } else if (escape !== '') {
      const meant = String.fromCharCode(parseInt(digits, 16));
      if (meant === '\0') return undefined;
      at += escape.length;
      if (!UNRESERVED.test(meant)) out += escape;
      else {
        out += meant;
        const next = loose === out.length - 2 ? path.charAt(at) : '';
        // what was no escape must not become one
        if (loose >= out.length - 3 && loose >= 0 && /^%[0-9a-f]{2}$/i.test(out.slice(loose) + next))
          out = `${out.slice(0, loose)}%25${out.slice(loose + 1)}`;
      }
    } else {
      if (character === '%') loose = out.length;
      if (character === '\\') out += '/';
      else if (ESCAPED.includes(character)) out += `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
      else out += character;
      at += 1;
    }
  }
  return out;
}
