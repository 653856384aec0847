/**
 * Answers that send the caller elsewhere.
 * @module
 */
import { isPort } from '../../istio';
import type { Conditions } from '../../match';
import { isAuthorityText } from './authority';
import type { Part } from './part';
import { isPath } from './rewrite';

/** The statuses of redirects that Istio can write; it accepts every 3xx, and then drops the rule's action. */
const CODES = [301, 302, 303, 307, 308] as const;

const PORTS = ['FROM_PROTOCOL_DEFAULT', 'FROM_REQUEST_PORT'] as const;

type PathRedirect =
  | {
      /**
       * The whole path: starts with "/" (MC048).
       * @default - the path is kept
       */
      readonly uri?: string;
      readonly prefixRewrite?: never;
    }
  | {
      readonly uri?: never;
      /**
       * What replaces the prefix that was matched: starts with "/"; each `uri` of the rule's match is a prefix then (MC048).
       * @default - the path is kept
       */
      readonly prefixRewrite?: string;
    };

type PortRedirect =
  | {
      /**
       * The port, from 1 to 65535 (MC048).
       * @default - as `derivePort` says
       */
      readonly port?: number;
      readonly derivePort?: never;
    }
  | {
      readonly port?: never;
      /**
       * Where the port comes from: `FROM_REQUEST_PORT` is the one that the request came to; `FROM_PROTOCOL_DEFAULT` writes none, so
       * that it is the scheme's where `authority` names none, and the request's own where there is no `authority`.
       * @default 'FROM_PROTOCOL_DEFAULT'
       */
      readonly derivePort?: (typeof PORTS)[number];
    };

/**
 * An answer that sends the caller elsewhere: another path, authority, port or scheme, at least one of them (MC048); `derivePort`
 * alone leads to where the request came.
 *
 * @example
 * { uri: '/v1/bookRatings', authority: 'newratings.example.com', redirectCode: 302 }
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRedirect
 */
export type HttpRedirect = PathRedirect &
  PortRedirect & {
    /**
     * The authority, not empty (MC048).
     * @default - the authority of the request
     */
    readonly authority?: string;
    /**
     * The scheme.
     * @default - the scheme of the request
     */
    readonly scheme?: 'http' | 'https';
    /**
     * The status: 301, 302, 303, 307 or 308 (MC048).
     * @default 301
     */
    readonly redirectCode?: (typeof CODES)[number];
  };

const KEYS = ['uri', 'prefixRewrite', 'authority', 'port', 'derivePort', 'scheme', 'redirectCode'] as const;

const isOneOf = (values: readonly unknown[]) => (value: unknown) => values.includes(value);

/** For each part of a redirect, whether a value is sound, and which are. */
const VALUES: Readonly<Record<(typeof KEYS)[number], readonly [(value: unknown) => boolean, string]>> = {
  uri: [isPath, 'a path, which starts with "/"'],
  prefixRewrite: [isPath, 'a path, which starts with "/"'],
  authority: [isAuthorityText, 'a host, and a port where there is one'],
  port: [isPort, 'an integer from 1 to 65535'],
  derivePort: [isOneOf(PORTS), PORTS.join(' or ')],
  scheme: [isOneOf(['http', 'https']), 'http or https'],
  redirectCode: [isOneOf(CODES), CODES.join(', ')],
};

/** Checks a redirect of requests for which one of `match` holds; reports MC035 and MC048. */
export function checkRedirect(part: Part, redirect: HttpRedirect, match: readonly Conditions[]): void {
  const options = part.options(redirect, KEYS);
  const given = KEYS.filter((key) => options[key] !== undefined);
  for (const pair of [['uri', 'prefixRewrite'] as const, ['port', 'derivePort'] as const]) {
    if (pair.every((key) => given.includes(key))) part.report('MC048', 'has two of a kind', pair, { fix: 'keep one' });
  }
  if (given.every((key) => key === 'redirectCode' || key === 'derivePort'))
    part.report('MC048', 'leads to where the request came', redirect);
  for (const key of given) {
    const [isSound, allowed] = VALUES[key];
    if (!isSound(options[key])) part.report('MC048', `has a bad ${key}`, options[key], { allowed });
  }
  if (options.prefixRewrite !== undefined) checkPrefixes(part, match);
}

/** Only a prefix that was matched can be replaced. */
function checkPrefixes(part: Part, match: readonly Conditions[]): void {
  const others = match.flatMap(({ uri }) => uri?.exact ?? uri?.regex ?? []);
  if (others.length === 0) return;
  const fix = 'match on prefixes only, or redirect by "uri"';
  part.report('MC048', 'replaces a prefix, but not every "uri" of its match is one', others, { fix });
}
