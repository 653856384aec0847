/**
 * The path of a request as a proxy normalizes it before it looks at anything else.
 * @see https://www.envoyproxy.io/docs/envoy/latest/api-v3/extensions/filters/network/http_connection_manager/v3/http_connection_manager.proto
 * @module
 */
import { type End, type Flow } from './flow';
import type { PathNormalization } from './model/path-normalization';
import type { Proxy } from './model/proxy';
import type { Site } from './site';

/** A request with its path as a proxy reads it, or the refusal of one whose path it does not take. */
export function readBy({ name }: Pick<Proxy, 'name'>, { cluster }: Site, flow: Flow): Flow | End {
  const { wire } = flow;
  const path = normalizedPath(wire.path, cluster.config.pathNormalization);
  if (path !== undefined) return path === wire.path ? flow : { ...flow, wire: { ...wire, path } };
  const reason = `The proxy of ${name} in cluster ${cluster.name} refuses paths with a byte of zero, and the path is ${wire.path}.`;
  return { flow, status: 400, reason, fix: 'Remove %00 from the path.' };
}

/** A path with its query, normalized; undefined if a proxy refuses it. */
export function normalizedPath(given: string, how: PathNormalization): string | undefined {
  const [whole = ''] = given.split('#', 1);
  if (how === 'NONE') return whole;
  const [path = ''] = whole.split('?', 1);
  const query = whole.slice(path.length);
  const decoded = how === 'DECODE_AND_MERGE_SLASHES' ? path.replace(/%2f/gi, '/').replace(/%5c/gi, '\\') : path;
  const bare = withoutParameters(decoded);
  if (/%00|\0/.test(bare)) return undefined;
  const resolved = withoutDots(unescaped(bare));
  return (how === 'BASE' ? resolved : resolved.replace(/\/{2,}/g, '/')) + query;
}

/** A path whose dot segments have no parameters. Only those between slashes, and with dots as they are, count. */
function withoutParameters(path: string): string {
  return path.replace(/(^|\/)(\.{1,2});[^/]*/g, '$1$2');
}

/** A path in which only those characters are escaped that need it. Slashes stay as they are written. */
function unescaped(path: string): string {
  return (
    path
      .replaceAll('\\', '/')
      .replace(/%2e/gi, '.')
      // what is no escape must not become one
      .replace(/%(?![0-9a-f]{2})/gi, '\0')
      .replace(/%([0-9a-f]{2})/gi, (escape, digits: string) => {
        const character = String.fromCharCode(Number.parseInt(digits, 16));
        return /[\w~-]/.test(character) ? character : escape;
      })
      .replace(/\0(?=[0-9a-f]{2})/gi, '%25')
      .replaceAll('\0', '%')
      .replace(/[^!$-;=?-[\]_a-z~]+/g, (characters) => [...Buffer.from(characters)].map(escapeOf).join(''))
  );
}

function escapeOf(byte: number): string {
  return `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
}

/** A path without the segments `.` and `..`. The latter takes away the one before it, also an empty one. */
function withoutDots(path: string): string {
  const [first = '', ...segments] = path.split('/');
  const kept: string[] = [];
  for (const segment of segments) {
    if (segment === '..') kept.pop();
    else if (segment !== '.') kept.push(segment);
  }
  const last = segments.at(-1);
  if (last === '.' || last === '..') kept.push('');
  return `${first}/${kept.join('/')}`;
}
