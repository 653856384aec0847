/** @module What is wrong with traffic policies, all of it at once. */
import { type LoadBalancerSettings, Mesh, SniAddressing, StringMatch, type TrafficPolicy } from '../../../lib';
import { codesOf, issuesOf } from '../../support/issues';
import { EVERY_POLICY, HASHES } from '../../support/policies';

/** Plans a service of one cluster with options that no compiler has checked. */
function plan(options: object): void {
  const mesh = new Mesh('shop');
  const east = mesh.addCluster('east');
  mesh.addService('cart', { port: 80, versions: { v1: [east], v2: [east] }, ...options });
  mesh.plan(new SniAddressing());
}

const planPolicy = (trafficPolicy: unknown): void => {
  plan({ trafficPolicy });
};

test('everything that there is may be said', () => {
  for (const policy of [EVERY_POLICY, ...HASHES, { loadBalancer: { simple: 'RANDOM' } }]) {
    expect(
      codesOf(() => {
        plan({ trafficPolicy: policy, versionPolicies: { v2: policy } });
      }),
    ).toEqual([]);
  }
});

test.each<[string, string, object]>([
  ['MC110', 'connectionPool.tcp.maxConnections', { connectionPool: { tcp: { maxConnections: 0 } } }],
  ['MC110', 'connectionPool.tcp.maxConnections', { connectionPool: { tcp: { maxConnections: 2 ** 31 } } }],
  ['MC110', 'connectionPool.tcp.maxConnections', { connectionPool: { tcp: { maxConnections: '5' } } }],
  ['MC110', 'connectionPool.tcp.tcpKeepalive.probes', { connectionPool: { tcp: { tcpKeepalive: { probes: 0 } } } }],
  [
    'MC110',
    'connectionPool.http.http1MaxPendingRequests',
    { connectionPool: { http: { http1MaxPendingRequests: 1.5 } } },
  ],
  ['MC110', 'connectionPool.http.http2MaxRequests', { connectionPool: { http: { http2MaxRequests: -1 } } }],
  [
    'MC110',
    'connectionPool.http.maxRequestsPerConnection',
    { connectionPool: { http: { maxRequestsPerConnection: 0 } } },
  ],
  ['MC110', 'connectionPool.http.maxRetries', { connectionPool: { http: { maxRetries: 0 } } }],
  ['MC110', 'connectionPool.http.maxConcurrentStreams', { connectionPool: { http: { maxConcurrentStreams: 0 } } }],
  ['MC110', 'connectionPool.http.h2UpgradePolicy', { connectionPool: { http: { h2UpgradePolicy: 'upgrade' } } }],
  ['MC110', 'connectionPool.http.useClientProtocol', { connectionPool: { http: { useClientProtocol: 'yes' } } }],
  [
    'MC110',
    'connectionPool.http',
    { connectionPool: { http: { useClientProtocol: true, h2UpgradePolicy: 'UPGRADE' } } },
  ],
  ['MC044', 'connectionPool.tcp.connectTimeout', { connectionPool: { tcp: { connectTimeout: '1' } } }],
  [
    'MC044',
    'connectionPool.tcp.tcpKeepalive.interval',
    { connectionPool: { tcp: { tcpKeepalive: { interval: '0s' } } } },
  ],
  ['MC044', 'connectionPool.http.idleTimeout', { connectionPool: { http: { idleTimeout: '0s' } } }],
  [
    'MC044',
    'connectionPool.http.http2KeepAlive.timeout',
    { connectionPool: { http: { http2KeepAlive: { interval: '1s' } } } },
  ],
  ['MC111', 'loadBalancer.simple', { loadBalancer: { simple: 'PASSTHROUGH' } }],
  ['MC111', 'loadBalancer', { loadBalancer: { simple: 'RANDOM', warmup: { duration: '1s' } } }],
  ['MC111', 'loadBalancer', { loadBalancer: { simple: 'RANDOM', consistentHash: { useSourceIp: true } } }],
  ['MC111', 'loadBalancer.consistentHash', { loadBalancer: { consistentHash: { ringHash: { minimumRingSize: 1 } } } }],
  [
    'MC111',
    'loadBalancer.consistentHash',
    { loadBalancer: { consistentHash: { useSourceIp: true, httpHeaderName: 'a' } } },
  ],
  ['MC111', 'loadBalancer.consistentHash.httpHeaderName', { loadBalancer: { consistentHash: { httpHeaderName: '' } } }],
  [
    'MC111',
    'loadBalancer.consistentHash.httpHeaderName',
    { loadBalancer: { consistentHash: { httpHeaderName: 'x user' } } },
  ],
  [
    'MC111',
    'loadBalancer.consistentHash.httpHeaderName',
    { loadBalancer: { consistentHash: { httpHeaderName: 'x\nuser' } } },
  ],
  [
    'MC111',
    'loadBalancer.consistentHash.httpQueryParameterName',
    { loadBalancer: { consistentHash: { httpQueryParameterName: '' } } },
  ],
  [
    'MC111',
    'loadBalancer.consistentHash.httpCookie.name',
    { loadBalancer: { consistentHash: { httpCookie: { name: 'a b' } } } },
  ],
  ['MC111', 'loadBalancer.consistentHash.useSourceIp', { loadBalancer: { consistentHash: { useSourceIp: false } } }],
  ['MC111', 'loadBalancer.consistentHash.httpCookie.name', { loadBalancer: { consistentHash: { httpCookie: {} } } }],
  [
    'MC111',
    'loadBalancer.consistentHash.httpCookie.path',
    { loadBalancer: { consistentHash: { httpCookie: { name: 'a', path: 1 } } } },
  ],
  [
    'MC111',
    'loadBalancer.consistentHash.ringHash.minimumRingSize',
    { loadBalancer: { consistentHash: { useSourceIp: true, ringHash: { minimumRingSize: 0 } } } },
  ],
  [
    'MC111',
    'loadBalancer.warmup.minimumPercent',
    { loadBalancer: { warmup: { duration: '1s', minimumPercent: 101 } } },
  ],
  ['MC111', 'loadBalancer.warmup.aggression', { loadBalancer: { warmup: { duration: '1s', aggression: 0 } } }],
  ['MC044', 'loadBalancer.warmup.duration', { loadBalancer: { warmup: {}, simple: 'ROUND_ROBIN' } }],
  ['MC112', 'outlierDetection.consecutive5xxErrors', { outlierDetection: { consecutive5xxErrors: -1 } }],
  ['MC112', 'outlierDetection.consecutiveGatewayErrors', { outlierDetection: { consecutiveGatewayErrors: 0.5 } }],
  ['MC112', 'outlierDetection.maxEjectionPercent', { outlierDetection: { maxEjectionPercent: 101 } }],
  ['MC112', 'outlierDetection.minHealthPercent', { outlierDetection: { minHealthPercent: -1 } }],
  [
    'MC112',
    'outlierDetection.splitExternalLocalOriginErrors',
    { outlierDetection: { splitExternalLocalOriginErrors: 1 } },
  ],
  [
    'MC112',
    'outlierDetection.consecutiveLocalOriginFailures',
    { outlierDetection: { consecutiveLocalOriginFailures: 1 } },
  ],
  ['MC044', 'outlierDetection.interval', { outlierDetection: { interval: 'soon' } }],
  ['MC113', '', {}],
  ['MC113', 'connectionPool', { connectionPool: {} }],
  ['MC113', 'outlierDetection', { outlierDetection: {} }],
  ['MC113', 'connectionPool.tcp', { connectionPool: { tcp: {} } }],
  ['MC113', 'connectionPool.http', { connectionPool: { http: { maxRetries: undefined } } }],
  ['MC113', 'connectionPool.tcp.tcpKeepalive', { connectionPool: { tcp: { tcpKeepalive: {} } } }],
  [
    'MC113',
    'loadBalancer.consistentHash.ringHash',
    { loadBalancer: { consistentHash: { useSourceIp: true, ringHash: {} } } },
  ],
  ['MC035', '', { tls: { mode: 'DISABLE' } }],
  ['MC035', 'outlierDetection', { outlierDetection: { consecutiveErrors: 5 } }],
  [
    'MC035',
    'outlierDetection',
    { outlierDetection: { splitExternalLocalOriginError: true, consecutiveLocalOriginFailures: 1 } },
  ],
  ['MC035', 'connectionPool.tcp', { connectionPool: { tcp: 5 } }],
  ['MC035', 'connectionPool.tcp', { connectionPool: { tcp: new Date(0) } }],
  ['MC035', 'connectionPool.tcp', { connectionPool: { tcp: [] } }],
  ['MC035', 'loadBalancer', { loadBalancer: new Map() }],
  ['MC035', '', StringMatch.exact('a')],
  ['MC035', 'outlierDetection', { loadBalancer: { simple: 'RANDOM' }, outlierDetection: null }],
  ['MC035', 'connectionPool.tcp', { connectionPool: { tcp: null, http: { maxRetries: 1 } } }],
])('fails with %s at %j', (code, path, policy) => {
  const [issue, ...others] = issuesOf(() => {
    planPolicy(policy);
  });
  expect(others).toEqual([]);
  const title = `"${['trafficPolicy', path].filter((part) => part !== '').join('.')}" of service "cart" `;
  expect(issue).toMatchObject({ code, what: expect.stringMatching(`^${title}`) });
});

test.each<[string, string, object]>([
  ['must be an integer from 1 to 2147483647, but is 0.', 'MC110', { connectionPool: { tcp: { maxConnections: 0 } } }],
  [
    "has useClientProtocol: true and h2UpgradePolicy: 'UPGRADE', which exclude each other.",
    'MC110',
    { connectionPool: { http: { useClientProtocol: true, h2UpgradePolicy: 'UPGRADE' } } },
  ],
  [
    'has simple: \'RANDOM\' and a "warmup", which exclude each other.',
    'MC111',
    { loadBalancer: { simple: 'RANDOM', warmup: { duration: '1s' } } },
  ],
  [
    'has "consistentHash" and "simple", which exclude each other.',
    'MC111',
    { loadBalancer: { simple: 'RANDOM', consistentHash: { useSourceIp: true } } },
  ],
  [
    'must have "httpHeaderName", "httpCookie", "useSourceIp" or "httpQueryParameterName", but is {}.',
    'MC111',
    { loadBalancer: { consistentHash: {} } },
  ],
  [
    'must be used with splitExternalLocalOriginErrors: true, because failed connections count as 5xx responses otherwise.',
    'MC112',
    { outlierDetection: { consecutiveLocalOriginFailures: 1 } },
  ],
  ['must have "tcp", "http", or both, but is {}.', 'MC113', { connectionPool: {} }],
  ['must have at least one option, but is {}.', 'MC113', { outlierDetection: {} }],
])('says what is wrong: %s', (what, code, policy) => {
  expect(
    issuesOf(() => {
      planPolicy(policy);
    }),
  ).toEqual([expect.objectContaining({ code, what: expect.stringContaining(what) })]);
});

test('faults come all at once, each where it is', () => {
  const wrong = { connectionPool: { tcp: { maxConnections: 0, idleTimeout: 'x' } } };
  const issues = issuesOf(() => {
    plan({ trafficPolicy: { ...wrong, loadBalancer: { simple: 'x' } }, versionPolicies: { v2: wrong } });
  });
  expect(issues.map(({ code, what }) => `${code} ${what}`)).toEqual([
    'MC110 "trafficPolicy.connectionPool.tcp.maxConnections" of service "cart" must be an integer from 1 to 2147483647, but is 0.',
    'MC044 "trafficPolicy.connectionPool.tcp.idleTimeout" of service "cart" must be a duration of at least 1ms, in whole milliseconds, but is "x".',
    'MC111 "trafficPolicy.loadBalancer.simple" of service "cart" must be "LEAST_REQUEST", "ROUND_ROBIN" or "RANDOM", but is "x".',
    'MC110 "versionPolicies.v2.connectionPool.tcp.maxConnections" of service "cart" must be an integer from 1 to 2147483647, but is 0.',
    'MC044 "versionPolicies.v2.connectionPool.tcp.idleTimeout" of service "cart" must be a duration of at least 1ms, in whole milliseconds, but is "x".',
  ]);
});

test('fails with MC008 for a policy of a version that there is not', () => {
  const [issue] = issuesOf(() => {
    plan({ versionPolicies: { v3: EVERY_POLICY } });
  });
  expect(issue).toMatchObject({
    code: 'MC008',
    what: '"versionPolicies" of service "cart" must be for "v1" or "v2", but has a policy for "v3".',
    got: '"v3"',
    fix: expect.stringContaining('Name one of these versions, or add the missing one to "cart".'),
  });
  const mesh = new Mesh('shop');
  const east = mesh.addCluster('east');
  // @ts-expect-error nor does it compile
  mesh.addService('cart', { port: 80, versions: { v1: [east] }, versionPolicies: { v2: EVERY_POLICY } });
  expect(codesOf(() => mesh.plan(new SniAddressing()))).toEqual(['MC008']);
});

test('what excludes each other does not compile', () => {
  const hash = { useSourceIp: true } as const;
  const balancers: readonly LoadBalancerSettings[] = [
    { consistentHash: { ...hash } },
    // @ts-expect-error a hash leaves nothing to choose
    { simple: 'ROUND_ROBIN', consistentHash: { ...hash } },
    // @ts-expect-error Envoy knows no slow start with RANDOM
    { simple: 'RANDOM', warmup: { duration: '1s' } },
    // @ts-expect-error requests are told by one thing
    { consistentHash: { useSourceIp: true, httpHeaderName: 'x' } },
    // @ts-expect-error or by something
    { consistentHash: {} },
  ];
  // @ts-expect-error TLS is the mesh's
  const policy: TrafficPolicy = { tls: { mode: 'DISABLE' } };
  expect([...balancers, policy]).toHaveLength(6);
});

test('what is changed after it was passed changes nothing', () => {
  const mesh = new Mesh('shop');
  const east = mesh.addCluster('east');
  const trafficPolicy = { connectionPool: { tcp: { maxConnections: 1 } } };
  const cart = mesh.addService('cart', { port: 80, versions: { v1: [east] }, trafficPolicy });
  trafficPolicy.connectionPool.tcp.maxConnections = 0;
  expect(cart.trafficPolicies.service).toEqual({ connectionPool: { tcp: { maxConnections: 1 } } });
});
