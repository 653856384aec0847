/**
 * Lists every rule action that answers a request instead of forwarding it.
 * @module
 */
import { StringMatch } from '../../../../lib';
import { type Case, lacking, preflight, under } from './mesh';

const { exact, regex } = StringMatch;

/** The cases: what happens to a request, the rule, the request, and its answer. */
export const ANSWERS: readonly Case[] = [
  [
    'redirected to another URL',
    {
      match: under('/moved'),
      redirect: { scheme: 'https', authority: 'example.com', port: 8443, uri: '/new', redirectCode: 307 },
    },
    { path: '/moved' },
    { status: 307, headers: { location: ['https://example.com:8443/new?1'] } },
  ],
  [
    'redirected to another authority, with the port of its scheme',
    { match: under('/authority'), redirect: { authority: 'example.com' } },
    { path: '/authority' },
    { status: 301, headers: { location: ['http://example.com/authority?1'] } },
  ],
  [
    'redirected to another path, with a query of its own in place of that of the request',
    { match: under('/query'), redirect: { authority: 'example.com', uri: '/new?c=d' } },
    { path: '/query' },
    { status: 301, headers: { location: ['http://example.com/new?c=d'] } },
  ],
  [
    'redirected to another scheme, with the same authority and port',
    { match: under('/scheme'), redirect: { scheme: 'https', derivePort: 'FROM_PROTOCOL_DEFAULT' } },
    { path: '/scheme' },
    { status: 301, headers: { location: ['https://reviews.rules:9080/scheme?1'] } },
  ],
  [
    'redirected to another prefix, with the port of the request',
    {
      match: under('/before/'),
      redirect: { authority: 'example.com', prefixRewrite: '/after/', derivePort: 'FROM_REQUEST_PORT' },
    },
    { path: '/before/all' },
    { status: 301, headers: { location: ['http://example.com:9080/after/all?1'] } },
  ],
  [
    'answered with a text of a given type',
    {
      match: under('/text'),
      directResponse: { status: 503, body: { string: 'closed' } },
      headers: { response: { set: { 'content-type': 'text/markdown' } } },
    },
    { path: '/text' },
    { status: 503, text: 'closed', headers: { 'content-type': ['text/markdown'] } },
  ],
  [
    'answered with bytes',
    { match: under('/bytes'), directResponse: { status: 200, body: { bytes: 'b3Blbg==' } } },
    { path: '/bytes' },
    { status: 200, text: 'open' },
  ],
  [
    'aborted with an HTTP status, without retries',
    {
      match: under('/abort'),
      to: [{ version: 'v3' }],
      retries: { attempts: 2, perTryTimeout: '1s', retryOn: ['5xx'] },
      fault: { abort: { percentage: 100, httpStatus: 555 }, delay: { percentage: 0, fixedDelay: '60s' } },
    },
    { path: '/abort' },
    { status: 555, text: 'fault filter abort' },
  ],
  [
    'aborted with a gRPC status',
    { match: under('/grpc'), to: [{ version: 'v3' }], fault: { abort: { percentage: 100, grpcStatus: 'NOT_FOUND' } } },
    { path: '/grpc', headers: { 'content-type': 'application/grpc' } },
    { status: 200, headers: { 'grpc-status': ['5'] } },
  ],
  [
    'allowed from a page of a listed origin, by a preflight answer',
    {
      match: under('/cors'),
      to: [{ version: 'v2' }],
      corsPolicy: {
        allowOrigins: [exact('https://example.com'), regex('https://[a-z]+[.]example[.]com')],
        allowMethods: ['GET', 'PUT'],
        allowHeaders: ['x-token'],
        exposeHeaders: ['x-page'],
        maxAge: '1.5m',
        allowCredentials: true,
      },
    },
    { path: '/cors', ...preflight('https://shop.example.com') },
    {
      status: 200,
      text: '',
      headers: {
        'access-control-allow-origin': ['https://shop.example.com'],
        'access-control-allow-methods': ['GET,PUT'],
        'access-control-allow-headers': ['x-token'],
        'access-control-expose-headers': ['x-page'],
        'access-control-max-age': ['90'],
        'access-control-allow-credentials': ['true'],
      },
    },
  ],
  [
    'not allowed from a page of an unlisted origin, by a preflight answer that is not forwarded',
    {
      match: under('/ignore'),
      to: [{ version: 'v2' }],
      corsPolicy: { allowOrigins: [exact('https://example.com')], unmatchedPreflights: 'IGNORE' },
    },
    { path: '/ignore', ...preflight('https://example.org') },
    {
      status: 200,
      text: '',
      headers: lacking('access-control-allow-origin'),
    },
  ],
];
