/**
 * Lists every rule action that changes how requests are forwarded.
 * @module
 */
import { StringMatch } from '../../../../lib';
import { type Case, lacking, preflight, under } from './mesh';

const SLOW = { slow: '5000' };

/** The cases: what happens to a request, the rule, the request, and its answer. */
export const FORWARDING: readonly Case[] = [
  [
    'rewritten to another prefix',
    { match: under('/old/'), to: [{ version: 'v2' }], rewrite: { uri: '/new/' } },
    { path: '/old/x' },
    { status: 200, body: { version: 'v2', url: '/new/x?1' } },
  ],
  [
    'forwarded, although it is a preflight from an unlisted origin',
    {
      match: under('/forward'),
      to: [{ version: 'v3' }],
      corsPolicy: { allowOrigins: [StringMatch.exact('https://example.com')] },
    },
    { path: '/forward', ...preflight('https://example.org') },
    { status: 200, body: { version: 'v3' }, headers: lacking('access-control-allow-origin') },
  ],
  [
    'rewritten to another path and authority',
    {
      match: [{ uri: StringMatch.exact('/path') }],
      to: [{ version: 'v3' }],
      rewrite: { uri: '/new', authority: 'books.example' },
    },
    { path: '/path' },
    { status: 200, body: { version: 'v3', url: '/new?1', headers: { host: 'books.example' } } },
  ],
  [
    'rewritten as a whole after a regular expression',
    { match: [{ uri: StringMatch.regex('/e[0-9]+/.*') }], to: [{ version: 'v3' }], rewrite: { uri: '/new' } },
    { path: '/e7/x' },
    { status: 200, body: { version: 'v3', url: '/new?1' } },
  ],
  [
    'rewritten by a regular expression',
    {
      match: under('/part/'),
      to: [{ version: 'v2' }],
      rewrite: { uriRegexRewrite: { match: '^/part/([a-z]+)', rewrite: '/\\1/part' } },
    },
    { path: '/part/one/x' },
    { status: 200, body: { version: 'v2', url: '/one/part/x?1' } },
  ],
  [
    'cancelled after the timeout',
    { match: under('/timeout'), to: [{ version: 'v3' }], timeout: '400ms' },
    { path: '/timeout', headers: SLOW },
    { status: 504, text: 'upstream request timeout' },
  ],
  [
    'retried after a listed status',
    { match: under('/again'), to: [{ version: 'v2' }], retries: { attempts: 3, perTryTimeout: '5s', retryOn: [503] } },
    { path: '/again', headers: { st: '503' } },
    { status: 503, body: { version: 'v2', headers: { 'x-envoy-attempt-count': '4' } } },
  ],
  [
    'not retried after an unlisted status',
    { match: under('/safe'), to: [{ version: 'v3' }], retries: { attempts: 3, perTryTimeout: '5s', retryOn: 'safe' } },
    { path: '/safe', headers: { st: '503' } },
    { status: 503, body: { version: 'v3', headers: { 'x-envoy-attempt-count': '1' } } },
  ],
  [
    'cancelled after the timeout of each try',
    {
      match: under('/try'),
      to: [{ version: 'v2' }],
      retries: { attempts: 1, perTryTimeout: '300ms', retryOn: ['5xx'] },
    },
    { path: '/try', headers: SLOW },
    { status: 504, text: 'upstream request timeout' },
  ],
  [
    'given headers, as is its response',
    {
      match: under('/set'),
      to: [{ version: 'v3' }],
      headers: {
        request: { set: { a: 'all of %PROTOCOL%, 100%%' }, add: { b: 'too' } },
        response: { set: { 'content-type': 'text/plain' }, add: { a: 'too' } },
      },
    },
    { path: '/set', headers: { a: 'given', b: 'given' } },
    {
      body: { version: 'v3', headers: { a: 'all of HTTP/1.1, 100%', b: 'given, too' } },
      headers: { 'content-type': ['text/plain'], a: ['too'] },
    },
  ],
  [
    'stripped of headers, as is its response',
    {
      match: under('/remove'),
      to: [{ version: 'v2' }],
      headers: { request: { remove: ['a'] }, response: { remove: ['content-type'] } },
    },
    { path: '/remove', headers: { a: 'given' } },
    {
      body: { version: 'v2', headers: lacking('a') },
      headers: lacking('content-type'),
    },
  ],
];
