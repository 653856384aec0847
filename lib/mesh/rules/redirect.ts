/**
 * Responses that send the caller elsewhere.
 * @module
 */
import { listText } from '../../errors';
import type { Conditions } from '../../match';
import type { Part } from '../../reading';
import { readAuthority } from './authority';
import { RULES } from './messages';
import { checkOneOfTwo } from './one-of-two';
import { checkReplacement, readPath, readUrlPath } from './path';
import { checkPorts } from './redirect-port';

/** The statuses of redirects that Istio can configure. For any other 3xx status, it drops the action of the rule. */
const CODES = [301, 302, 303, 307, 308] as const;

const PORTS = ['FROM_PROTOCOL_DEFAULT', 'FROM_REQUEST_PORT'] as const;

const SCHEMES = ['http', 'https'] as const;

/** How a redirect changes the path: by one of the two options, or not at all. */
export type PathRedirect =
  | {
      /**
       * The whole path, which starts with "/" (MC048). The query of the request is kept, unless the path has a query itself.
       * @default - the path is kept
       */
      readonly uri?: string;
      readonly prefixRewrite?: never;
    }
  | {
      readonly uri?: never;
      /**
       * The text that replaces the prefix that was matched; the query is kept. It starts with "/" and has no query. The rule
       * matches every `uri` by prefix (MC048), and it ends with "/" exactly if the prefix does (MC175). Without a condition on
       * `uri`, the prefix is "/".
       * @default - the path is kept
       */
      readonly prefixRewrite?: string;
    };

/** How a redirect changes the port: by one of the two options, or not at all. */
export type PortRedirect =
  | {
      /**
       * The port, an integer from 1 to 65535 (MC048). An `authority` beside it has no port. A default port of the scheme, such
       * as 80 for `http`, needs an `authority` (MC177).
       * @default - the port that `derivePort` chooses
       */
      readonly port?: number;
      readonly derivePort?: never;
    }
  | {
      readonly port?: never;
      /**
       * Where the port comes from (MC048). `FROM_REQUEST_PORT` is the port of the request; an `authority` beside it has no port
       * (MC177). `FROM_PROTOCOL_DEFAULT` writes no
       * port. Then the port of `authority` applies, or the default port of the scheme if `authority` has none. Without an
       * `authority`, the port of the request is kept.
       * @default 'FROM_PROTOCOL_DEFAULT'
       */
      readonly derivePort?: (typeof PORTS)[number];
    };

/**
 * A response that sends the caller to another path, authority, port or scheme, at least one of them (MC048). `derivePort` does
 * not count, because alone it would redirect a request to itself.
 *
 * @example
 * { uri: '/v1/bookRatings', authority: 'newratings.example.com', redirectCode: 302 }
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRedirect
 */
export type HttpRedirect = PathRedirect &
  PortRedirect & {
    /**
     * The authority: a host, optionally with a port (MC048). It has no port if `port` or `derivePort` gives one (MC177).
     * @default - the authority of the request
     */
    readonly authority?: string;
    /**
     * The scheme (MC048). Without an `authority` or a `port`, the port of the request is kept.
     * @default - the scheme of the request
     */
    readonly scheme?: (typeof SCHEMES)[number];
    /**
     * The status: 301, 302, 303, 307 or 308 (MC048).
     * @default 301
     */
    readonly redirectCode?: (typeof CODES)[number];
  };

const ONE = { fix: 'Use one of these values.' };

const PLACES = ['uri', 'prefixRewrite', 'authority', 'port', 'scheme'] as const;

/** Reads the redirect of a rule with the alternatives `match`. */
export function readRedirect(part: Part<HttpRedirect>, match: readonly Conditions[]): HttpRedirect | undefined {
  const options = part.options([...PLACES, 'derivePort', 'redirectCode']);
  const { uri, prefixRewrite, authority, port, derivePort, scheme, redirectCode } = options;
  if (part.isSound && PLACES.every((key) => !options[key].isGiven))
    part.must(RULES.MC048, `have ${listText(PLACES, 'or')}`);
  checkOneOfTwo(part, RULES.MC048, { uri, prefixRewrite });
  checkOneOfTwo(part, RULES.MC048, { port, derivePort });
  if (uri.isGiven) readUrlPath(uri, RULES.MC048);
  if (prefixRewrite.isGiven) readPrefix(prefixRewrite, match);
  if (authority.isGiven) readAuthority(authority, RULES.MC048);
  if (port.isGiven) port.integer(RULES.MC048, 1, 65535, { fix: 'Give the number of a port.' });
  if (derivePort.isGiven) derivePort.oneOf(RULES.MC048, PORTS, ONE);
  if (scheme.isGiven) scheme.oneOf(RULES.MC048, SCHEMES, ONE);
  if (redirectCode.isGiven) redirectCode.oneOf(RULES.MC048, CODES, ONE);
  checkPorts(part);
  return part.sound;
}

/** Reads the text that replaces a prefix. Only a prefix that was matched can be replaced. */
function readPrefix(part: Part<string>, match: readonly Conditions[]): void {
  readPath(part, RULES.MC048);
  const others = match.flatMap(({ uri }) => uri?.exact ?? uri?.regex ?? []);
  if (others.length === 0) {
    checkReplacement(part, match.length === 0 ? ['/'] : match.map(({ uri }) => uri?.prefix ?? '/'));
    return;
  }
  const what = `${part.title} must replace a prefix that was matched, but the rule matches ${listText(others)} in another way.`;
  part.report(RULES.MC048, what, { got: others, fix: 'Match on prefixes only, or use "uri".' });
}
