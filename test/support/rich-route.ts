/**
 * Contains route rules with every condition and every action.
 * @module
 */
import { type HttpMatch, type RouteRule, StringMatch } from '../../lib';

const { exact, prefix, regex, present } = StringMatch;

/** A match with every condition. */
export const EVERY_CONDITION: HttpMatch = {
  uri: prefix('/Cart/'),
  scheme: exact('https'),
  method: regex('GET|HEAD'),
  authority: exact('cart:8080'),
  headers: { 'End-User': exact('jason'), 'x-trace': present() },
  port: 8080,
  sourceLabels: { app: 'web' },
  queryParams: { debug: present(), page: regex('[0-9]+') },
  ignoreUriCase: true,
  withoutHeaders: { 'x-bot': present(), cookie: prefix('old=') },
  sourceNamespace: 'default',
};

/** Rules with every action, and a default rule. */
export const EVERY_ACTION: readonly RouteRule<'v1' | 'v2'>[] = [
  {
    name: 'everything',
    match: [EVERY_CONDITION, { uri: exact('/cart'), headers: { 'end-user': exact('jason') } }],
    to: [
      { version: 'v1', weight: 3, headers: { request: { set: { 'x-to': 'v1' } } } },
      { version: 'v2', weight: 1 },
    ],
    rewrite: { uri: '/v1/', authority: 'cart.example.com' },
    timeout: '4s',
    retries: {
      ...{ attempts: 3, perTryTimeout: '1s', retryOn: 'idempotent', backoff: '50ms' },
      ...{ retryRemoteLocalities: true, retryIgnorePreviousHosts: false },
    },
    fault: {
      delay: { percentage: 0.1, fixedDelay: '500ms' },
      abort: { percentage: 1, grpcStatus: 'UNAVAILABLE' },
    },
    mirrors: [{ version: 'v2', percentage: 10 }, { version: 'v1' }],
    corsPolicy: {
      allowOrigins: [exact('https://example.com'), regex('https://.*\\.example\\.com')],
      allowMethods: ['GET', 'POST'],
      allowHeaders: ['X-Foo'],
      exposeHeaders: ['X-Bar'],
      maxAge: '24h',
      allowCredentials: true,
      unmatchedPreflights: 'IGNORE',
    },
    headers: {
      request: { set: { 'x-team': 'blue' }, add: { 'x-host': '%HOSTNAME%' }, remove: ['x-old'] },
      response: { remove: ['server'] },
    },
  },
  {
    match: [{ uri: exact('/safe') }],
    to: [{ version: 'v1' }],
    rewrite: { uriRegexRewrite: { match: '^/(.*)$', rewrite: '/\\1' } },
    retries: { attempts: 2, perTryTimeout: '1.5s', retryOn: 'safe' },
    fault: { abort: { percentage: 100, httpStatus: 503 } },
  },
  {
    match: [{ uri: exact('/listed') }],
    to: [{ version: 'v1' }],
    retries: { attempts: 1, perTryTimeout: '1s', retryOn: ['5xx', 429] },
  },
  { match: [{ uri: exact('/never') }], to: [{ version: 'v1' }], retries: { attempts: 0 } },
  { match: [{ uri: prefix('/old/') }], redirect: { prefixRewrite: '/new/', derivePort: 'FROM_REQUEST_PORT' } },
  {
    match: [{ uri: exact('/moved') }],
    redirect: { uri: '/here', authority: 'cart.example.com', port: 8443, scheme: 'https', redirectCode: 308 },
  },
  {
    match: [{ uri: exact('/closed') }],
    directResponse: { status: 503, body: { string: 'closed' } },
    headers: { response: { set: { 'content-type': 'text/plain' } } },
  },
  { match: [{ uri: exact('/bytes') }], directResponse: { status: 200, body: { bytes: 'YQ==' } } },
  { to: [{ version: 'v1' }] },
];
