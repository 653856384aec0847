/**
 * Objects that Istio's webhook refuses, each beside one that it takes. Istio's own validation has said so of all of them.
 * @module
 */
import type { WebhookCase } from './case';

const destinationRule = (at: string, refused: object, taken: object): WebhookCase => ({
  kind: 'DestinationRule',
  at,
  refused: { host: 'cart', ...refused },
  taken: { host: 'cart', ...taken },
});
const policy = (at: string, refused: object, taken: object): WebhookCase =>
  destinationRule(`trafficPolicy${at}`, { trafficPolicy: refused }, { trafficPolicy: taken });
const localities = (at: string, refused: object, taken: object): WebhookCase => {
  const spec = (localityLbSetting: object): object => ({ loadBalancer: { localityLbSetting } });
  return policy(`.loadBalancer.localityLbSetting${at}`, spec(refused), spec(taken));
};
const serviceEntry = (at: string, refused: object, taken: object): WebhookCase => {
  const ports = [{ number: 80, name: 'http', protocol: 'HTTP' }];
  const spec = (given: object): object => ({ hosts: ['shop.example'], ports, resolution: 'STATIC', ...given });
  return { kind: 'ServiceEntry', at, refused: spec(refused), taken: spec(taken) };
};
const server = (at: string, refused: object, taken: object): WebhookCase => {
  const port = { number: 80, name: 'http', protocol: 'HTTP' };
  const spec = (given: object): object => ({ servers: [{ port, hosts: ['shop.example'], ...given }] });
  return { kind: 'Gateway', at: `servers[0]${at}`, refused: spec(refused), taken: spec(taken) };
};
const egress = (at: string, refused: object, taken: object): WebhookCase => ({
  kind: 'Sidecar',
  at: `egress[0]${at}`,
  refused: { egress: [refused] },
  taken: { egress: [taken] },
});
const allow = (at: string, refused: object, taken: object): WebhookCase => ({
  kind: 'AuthorizationPolicy',
  at: `rules[0]${at}`,
  refused: { rules: [refused] },
  taken: { rules: [taken] },
});

const tls = { number: 443, name: 'https', protocol: 'HTTPS' };
const address = { address: '192.0.2.1' };
const shares = (to: object): object => ({ distribute: [{ from: 'us/*', to }] });

export const OTHER_KINDS: readonly WebhookCase[] = [
  destinationRule(
    'subsets[1].name',
    { subsets: [{ name: 'v1' }, { name: 'v1' }] },
    { subsets: [{ name: 'v1' }, { name: 'V2' }] },
  ),
  destinationRule('subsets[0].name', { subsets: [{ name: 'V1_x' }] }, { subsets: [{ name: '1' }] }),
  destinationRule('host', { host: 'a_b' }, { host: '*.shop' }),
  destinationRule(
    'exportTo',
    { workloadSelector: { matchLabels: { a: 'b' } }, exportTo: ['*'] },
    { workloadSelector: { matchLabels: { a: 'b' } }, exportTo: ['.'] },
  ),
  policy('', {}, { tls: {} }),
  policy('.connectionPool', { connectionPool: {} }, { connectionPool: { tcp: { idleTimeout: '0s' } } }),
  policy(
    '.connectionPool.http.maxRetries',
    { connectionPool: { http: { maxRetries: -1 } } },
    { connectionPool: { http: { maxRetries: 1 } } },
  ),
  policy(
    '.outlierDetection.consecutiveLocalOriginFailures',
    { outlierDetection: { consecutiveLocalOriginFailures: 1 } },
    { outlierDetection: { consecutiveErrors: 1 } },
  ),
  policy(
    '.outlierDetection.interval',
    { outlierDetection: { interval: '0s' } },
    { outlierDetection: { interval: '1s' } },
  ),
  policy(
    '.portLevelSettings[0]',
    { portLevelSettings: [{ port: { number: 80 } }] },
    { portLevelSettings: [{ port: { number: 80 }, tls: {} }] },
  ),
  policy(
    '.tls',
    { tls: { mode: 'SIMPLE', credentialName: 'a', caCertificates: 'b' } },
    { tls: { mode: 'MUTUAL', credentialName: 'a' } },
  ),
  policy(
    '.loadBalancer.consistentHash.httpCookie.name',
    { loadBalancer: { consistentHash: { httpCookie: { ttl: '0s' } } } },
    { loadBalancer: { consistentHash: { httpCookie: { name: 'a', ttl: '0s' } } } },
  ),
  localities(
    '',
    { ...shares({ us: 100 }), failover: [{ from: 'us', to: 'eu' }] },
    { failover: [{ from: 'us', to: 'eu' }] },
  ),
  localities('.distribute[0].to', shares({ us: 90 }), shares({ us: 90, eu: 10 })),
  localities('.distribute[0].to.us/a', shares({ us: 50, 'us/a': 50 }), shares({ 'us/b': 50, 'us/a': 50 })),
  localities('.failover[0]', { failover: [{ from: 'us', to: 'us' }] }, { failover: [{ from: 'us', to: 'eu' }] }),
  localities('.failover[0].to', { failover: [{ from: 'us', to: 'eu/a' }] }, { failover: [{ from: 'us', to: 'eu' }] }),

  serviceEntry('endpoints[0].address', { endpoints: [{ address: 'foo.example' }] }, { endpoints: [address] }),
  serviceEntry(
    'endpoints[0].ports.web',
    { endpoints: [{ ...address, ports: { web: 80 } }] },
    { endpoints: [{ ...address, ports: { http: 80 } }] },
  ),
  serviceEntry(
    '',
    { workloadSelector: { labels: { a: 'b' } }, endpoints: [address] },
    { workloadSelector: { labels: { a: 'b' } } },
  ),
  serviceEntry('hosts', { hosts: [] }, { hosts: ['a'] }),
  serviceEntry('hosts[0]', { hosts: ['*'] }, { hosts: ['*.example'] }),
  serviceEntry('hosts[0]', { hosts: ['*.example'], resolution: 'DNS' }, { hosts: ['a.example'], resolution: 'DNS' }),
  serviceEntry(
    'hosts[0]',
    { hosts: ['a.example'], resolution: 'DYNAMIC_DNS' },
    { hosts: ['*.example'], resolution: 'DYNAMIC_DNS' },
  ),
  serviceEntry('endpoints', { endpoints: [address], resolution: 'NONE' }, { resolution: 'NONE' }),
  serviceEntry(
    'endpoints',
    { endpoints: [address, address], resolution: 'DNS_ROUND_ROBIN' },
    { endpoints: [address], resolution: 'DNS_ROUND_ROBIN' },
  ),
  serviceEntry('addresses[0]', { addresses: ['192.0.2.1/33'] }, { addresses: ['192.0.2.1/32'] }),
  serviceEntry(
    'addresses[0]',
    { addresses: ['192.0.2.0/24'], resolution: 'DNS' },
    { addresses: ['192.0.2.1'], resolution: 'DNS' },
  ),
  serviceEntry(
    'ports[0].protocol',
    { ports: [{ number: 80, name: 'a', protocol: 'WEB' }] },
    { ports: [{ number: 80, name: 'a' }] },
  ),
  serviceEntry(
    'ports[1].name',
    {
      ports: [
        { number: 80, name: 'a' },
        { number: 81, name: 'a' },
      ],
    },
    {
      ports: [
        { number: 80, name: 'a' },
        { number: 81, name: 'b' },
      ],
    },
  ),
  serviceEntry('ports[0].name', { ports: [{ number: 80, name: 'a_b' }] }, { ports: [{ number: 80, name: 'a-b' }] }),
  serviceEntry(
    'ports[0].protocol',
    { hosts: ['a', 'b'], ports: [{ number: 80, name: 'a', protocol: 'TCP' }] },
    { hosts: ['a', 'b'] },
  ),
  serviceEntry('exportTo', { exportTo: ['~', '.'] }, { exportTo: ['~'] }),

  {
    kind: 'Gateway',
    at: 'servers',
    refused: { servers: [] },
    taken: { servers: [{ port: tls, hosts: ['*'], tls: {} }] },
  },
  server('.hosts', { hosts: [] }, { hosts: ['*'] }),
  server('.hosts[0]', { hosts: ['shop'] }, { hosts: ['./shop.example'] }),
  server('.hosts[0]', { hosts: ['*shop.example'] }, { hosts: ['*.example'] }),
  server('.tls', { port: tls }, { port: tls, tls: { mode: 'SIMPLE', credentialName: 'a' } }),
  server('.tls', { port: tls, tls: { mode: 'SIMPLE' } }, { port: tls, tls: { mode: 'PASSTHROUGH' } }),
  server('.tls', { tls: { mode: 'SIMPLE', credentialName: 'a' } }, { tls: { httpsRedirect: true } }),
  server(
    '.tls.credentialName',
    { port: tls, tls: { mode: 'ISTIO_MUTUAL', credentialName: 'a' } },
    { port: tls, tls: { mode: 'ISTIO_MUTUAL' } },
  ),
  server('.port', { port: undefined }, {}),
  server('.port.name', { port: { number: 80, protocol: 'HTTP' } }, {}),
  server('.port.protocol', { port: { number: 80, name: 'a', protocol: 'WEB' } }, {}),

  egress('.hosts', { hosts: [] }, { hosts: ['*/*'] }),
  egress('.hosts[0]', { hosts: ['shop.example'] }, { hosts: ['./shop.example'] }),
  egress('.hosts[0]', { hosts: ['./shop'] }, { hosts: ['~/*'] }),
  {
    kind: 'Sidecar',
    at: '',
    refused: { workloadSelector: { labels: { a: 'b' } } },
    taken: { outboundTrafficPolicy: {} },
  },
  {
    kind: 'Sidecar',
    at: 'egress[0]',
    refused: { egress: [{ hosts: ['*/*'] }, { hosts: ['./*'] }] },
    taken: { egress: [{ port: { number: 80, protocol: 'HTTP', name: 'a' }, hosts: ['*/*'] }, { hosts: ['./*'] }] },
  },

  allow('.from[0].source', { from: [{ source: {} }] }, { from: [{ source: { notNamespaces: ['a'] } }] }),
  allow('.from[0].source', { from: [{}] }, { to: [{ operation: { methods: ['GET'] } }] }),
  allow(
    '.from[0].source.namespaces[0]',
    { from: [{ source: { namespaces: [''] } }] },
    { from: [{ source: { namespaces: ['*'] } }] },
  ),
  allow(
    '.from[0].source.ipBlocks[0]',
    { from: [{ source: { ipBlocks: ['a'] } }] },
    { from: [{ source: { ipBlocks: ['192.0.2.0/24'] } }] },
  ),
  allow('.to[0].operation', { to: [{ operation: {} }] }, { to: [{ operation: { paths: ['/'] } }] }),
  allow(
    '.to[0].operation.ports[0]',
    { to: [{ operation: { ports: ['http'] } }] },
    { to: [{ operation: { ports: ['80'] } }] },
  ),
  allow(
    '.when[0].key',
    { when: [{ key: 'source.port', values: ['1'] }] },
    { when: [{ key: 'request.headers[a]', values: ['1'] }] },
  ),
  allow('.when[0]', { when: [{ key: 'source.ip' }] }, { when: [{ key: 'source.ip', notValues: ['192.0.2.1'] }] }),
  { kind: 'AuthorizationPolicy', at: 'rules', refused: { action: 'DENY' }, taken: { action: 'DENY', rules: [{}] } },
  {
    kind: 'PeerAuthentication',
    at: 'portLevelMtls',
    refused: { portLevelMtls: { 80: { mode: 'DISABLE' } } },
    taken: { portLevelMtls: { 80: { mode: 'DISABLE' } }, selector: { matchLabels: { a: 'b' } } },
  },
];
