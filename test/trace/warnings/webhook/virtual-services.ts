/**
 * VirtualServices that Istio's webhook refuses, each beside one that it takes. Istio's own validation has said so of all of them.
 * @module
 */
import type { WebhookCase } from './case';

const cart = { destination: { host: 'cart' } };
const route = [cart];

const virtualService = (at: string, refused: object, taken: object): WebhookCase => {
  const spec = (given: object): object => ({ hosts: ['cart'], http: [{ route }], ...given });
  return { kind: 'VirtualService', at, refused: spec(refused), taken: spec(taken) };
};
const rule = (at: string, refused: object, taken: object): WebhookCase =>
  virtualService(`http[0]${at}`, { http: [refused] }, { http: [taken] });
const match = (at: string, refused: object, taken: object): WebhookCase =>
  rule(`.match[0]${at}`, { match: [refused], route }, { match: [taken], route });
const redirect = { uri: '/' };

export const VIRTUAL_SERVICES: readonly WebhookCase[] = [
  virtualService('hosts[0]', { hosts: ['*'] }, { hosts: ['*'], gateways: ['default/gate'] }),
  virtualService('hosts[0]', { hosts: ['ca_rt'] }, { hosts: ['Cart', '192.0.2.1'] }),
  virtualService(
    'hosts[1]',
    { hosts: ['*.shop.example', 'a.shop.example'] },
    { hosts: ['*.shop.example', 'a.example'] },
  ),
  virtualService('gateways', { hosts: [], gateways: ['default/gate'] }, { hosts: [] }),
  virtualService('gateways[0]', { gateways: ['default/ga_te'] }, { gateways: ['default/gate', 'mesh'] }),
  virtualService('exportTo[1]', { exportTo: ['default', '.'] }, { exportTo: ['.', 'shop'] }),
  virtualService('exportTo', { exportTo: ['*', 'shop'] }, { exportTo: ['*'] }),
  virtualService('exportTo[0]', { exportTo: ['~'] }, { exportTo: ['.'] }),
  virtualService('tls[0]', { tls: [{ route }] }, { tls: [{ match: [{ sniHosts: ['cart'] }], route }] }),
  virtualService(
    'tls[0].match[0].sniHosts[0]',
    { tls: [{ match: [{ sniHosts: ['other'] }], route }] },
    { tls: [{ match: [{ sniHosts: ['cart'] }], route }] },
  ),
  virtualService('tcp[0]', { tcp: [{ match: [{ port: 80 }] }] }, { tcp: [{ route }] }),
  { kind: 'VirtualService', at: '', refused: { hosts: ['cart'] }, taken: { hosts: ['cart'], tcp: [{ route }] } },
  rule('', { route, redirect }, { redirect }),
  rule('', { route, directResponse: { status: 200 } }, { directResponse: { status: 200 } }),
  rule('', { redirect, rewrite: { uri: '/' } }, { route, rewrite: { uri: '/' } }),
  rule('', { redirect, directResponse: { status: 200 } }, { redirect }),
  rule('', { match: [{ uri: { prefix: '/a' } }] }, { match: [{ uri: { prefix: '/a' } }], route }),
  rule('', { delegate: { name: 'a' }, route }, { delegate: { name: 'a' } }),
  rule('', { route, mirror: { host: 'a' }, mirrors: [cart] }, { route, mirrors: [cart] }),
  rule('.route[0].weight', { route: [{ ...cart, weight: -1 }] }, { route: [{ ...cart, weight: 0 }] }),
  rule('.route', { route: [cart, cart] }, { route: [{ ...cart, weight: 1 }, cart] }),
  rule('.route[0].destination', { route: [{ weight: 1 }] }, { route }),
  rule('.route[0].destination.host', { route: [{ destination: { host: '*' } }] }, { route }),
  rule('.route[0].destination.subset', { route: [{ destination: { host: 'cart', subset: 'V1_x' } }] }, { route }),
  rule(
    '.mirrorPercentage.value',
    { route, mirrorPercentage: { value: 101 } },
    { route, mirrorPercentage: { value: 100 } },
  ),
  rule(
    '.headers.request.remove[0]',
    { route, headers: { request: { remove: ['host'] } } },
    { route, headers: { request: { set: { host: 'a' } } } },
  ),
  rule(
    '.headers.response.set.:status',
    { route, headers: { response: { set: { ':status': '1' } } } },
    { route, headers: { response: { set: { a: '1' } } } },
  ),
  rule(
    '.headers.request.set.Host',
    { route, rewrite: { authority: 'a' }, headers: { request: { set: { Host: 'b' } } } },
    { route, rewrite: { uri: '/' }, headers: { request: { set: { Host: 'b' } } } },
  ),
  rule('.fault', { route, fault: {} }, { route, fault: { abort: { httpStatus: 503 } } }),
  rule(
    '.fault.abort.httpStatus',
    { route, fault: { abort: { httpStatus: 100 } } },
    { route, fault: { abort: { httpStatus: 600 } } },
  ),
  rule(
    '.fault.abort.percentage.value',
    { route, fault: { abort: { httpStatus: 503, percentage: { value: 101 } } } },
    { route, fault: { abort: {} } },
  ),
  rule('.directResponse.status', { directResponse: { status: 0 } }, { directResponse: { status: 200 } }),
  rule('.redirect', { redirect: {} }, { redirect: { authority: 'a' } }),
  rule('.redirect', { redirect: { uri: '/', prefixRewrite: '/' } }, { redirect: { prefixRewrite: '/' } }),
  rule(
    '.redirect.redirectCode',
    { redirect: { uri: '/', redirectCode: 200 } },
    { redirect: { uri: '/', redirectCode: 302 } },
  ),
  rule('.redirect.scheme', { redirect: { scheme: 'HTTPS' } }, { redirect: { scheme: 'https' } }),
  rule('.rewrite', { route, rewrite: {} }, { route, rewrite: { authority: 'a' } }),
  rule(
    '.rewrite',
    { route, rewrite: { uri: '/', uriRegexRewrite: { match: 'a', rewrite: 'b' } } },
    { route, rewrite: { authority: 'a', uriRegexRewrite: { match: 'a', rewrite: 'b' } } },
  ),
  rule(
    '.rewrite.uriRegexRewrite.match',
    { route, rewrite: { uriRegexRewrite: { match: '(?=a)', rewrite: 'b' } } },
    { route, rewrite: { uriRegexRewrite: { match: '(?i)a', rewrite: 'b' } } },
  ),
  rule(
    '.retries.retryOn',
    { route, retries: { attempts: 1, retryOn: '5xx, reset' } },
    { route, retries: { attempts: 1, retryOn: '5xx,503' } },
  ),
  rule('.retries.attempts', { route, retries: { attempts: 0, retryOn: '5xx' } }, { route, retries: { attempts: 0 } }),
  rule('.timeout', { route, timeout: '5' }, { route, timeout: '5s' }),
  rule('.timeout', { route, timeout: '1ns' }, { route, timeout: '1m' }),
  match('.uri.regex', { uri: { regex: '' } }, { uri: { prefix: '' } }),
  match('.uri.regex', { uri: { regex: '*' } }, { uri: { regex: '.*' } }),
  match('.headers.x.regex', { headers: { x: { regex: '*' } } }, { withoutHeaders: { x: { regex: '*' } } }),
  match('.headers.x.regex', { headers: { x: { regex: '(?!b)' } } }, { headers: { x: { regex: 'b+' } } }),
  match('.headers.x.prefix', { headers: { x: { prefix: '' } } }, { headers: { x: { exact: '' } } }),
  match('.headers.a b', { headers: { 'a b': {} } }, { headers: { ':authority': { exact: 'a' } } }),
  match('.headers.@request.auth.claims.sub', { headers: { '@request.auth.claims.sub': {} } }, { headers: { x: {} } }),
  match('.port', { port: 70_000 }, { port: 80 }),
  match('.sourceNamespace', { sourceNamespace: 'a.b' }, { sourceNamespace: 'a' }),
];
