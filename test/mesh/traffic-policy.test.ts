/** @module Tests the errors in traffic policies. */
import { type LoadBalancerSettings, Mesh, SniAddressing, StringMatch, type TrafficPolicy } from '../../lib';
import { codesOf, issuesOf } from '../support/issues';
import { EVERY_POLICY, HASHES } from '../support/policies';

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

test('a policy can have every property', () => {
  for (const policy of [EVERY_POLICY, ...HASHES, { loadBalancer: { simple: 'RANDOM' } }]) {
    expect(
      codesOf(() => {
        plan({ trafficPolicy: policy, versionPolicies: { v2: policy } });
      }),
    ).toEqual([]);
  }
});

test.each<[string, string, object]>([
  ['MC110', 'has a bad maxConnections', { connectionPool: { tcp: { maxConnections: 0 } } }],
  ['MC110', 'has a bad maxConnections', { connectionPool: { tcp: { maxConnections: 2 ** 31 } } }],
  ['MC110', 'has a bad maxConnections', { connectionPool: { tcp: { maxConnections: '5' } } }],
  ['MC110', 'has a bad probes', { connectionPool: { tcp: { tcpKeepalive: { probes: 0 } } } }],
  ['MC110', 'has a bad http1MaxPendingRequests', { connectionPool: { http: { http1MaxPendingRequests: 1.5 } } }],
  ['MC110', 'has a bad http2MaxRequests', { connectionPool: { http: { http2MaxRequests: -1 } } }],
  ['MC110', 'has a bad maxRequestsPerConnection', { connectionPool: { http: { maxRequestsPerConnection: 0 } } }],
  ['MC110', 'has a bad maxRetries', { connectionPool: { http: { maxRetries: 0 } } }],
  ['MC110', 'has a bad maxConcurrentStreams', { connectionPool: { http: { maxConcurrentStreams: 0 } } }],
  ['MC110', 'has a bad h2UpgradePolicy', { connectionPool: { http: { h2UpgradePolicy: 'upgrade' } } }],
  ['MC110', 'has a bad useClientProtocol', { connectionPool: { http: { useClientProtocol: 'yes' } } }],
  [
    'MC110',
    'has both useClientProtocol and an upgrade',
    { connectionPool: { http: { useClientProtocol: true, h2UpgradePolicy: 'UPGRADE' } } },
  ],
  ['MC044', 'is no such duration', { connectionPool: { tcp: { connectTimeout: '1' } } }],
  ['MC044', 'is no such duration', { connectionPool: { tcp: { tcpKeepalive: { interval: '0s' } } } }],
  ['MC044', 'is no such duration', { connectionPool: { http: { idleTimeout: '0s' } } }],
  ['MC044', 'is no such duration', { connectionPool: { http: { http2KeepAlive: { interval: '1s' } } } }],
  ['MC111', 'has a bad simple', { loadBalancer: { simple: 'PASSTHROUGH' } }],
  ['MC111', 'has what excludes each other', { loadBalancer: { simple: 'RANDOM', warmup: { duration: '1s' } } }],
  [
    'MC111',
    'has what excludes each other',
    { loadBalancer: { simple: 'RANDOM', consistentHash: { useSourceIp: true } } },
  ],
  [
    'MC111',
    'tells requests not by one thing',
    { loadBalancer: { consistentHash: { ringHash: { minimumRingSize: 1 } } } },
  ],
  [
    'MC111',
    'tells requests not by one thing',
    { loadBalancer: { consistentHash: { useSourceIp: true, httpHeaderName: 'a' } } },
  ],
  ['MC111', 'has a bad httpHeaderName', { loadBalancer: { consistentHash: { httpHeaderName: '' } } }],
  ['MC111', 'has a bad httpHeaderName', { loadBalancer: { consistentHash: { httpHeaderName: 'x user' } } }],
  ['MC111', 'has a bad httpHeaderName', { loadBalancer: { consistentHash: { httpHeaderName: 'x\nuser' } } }],
  ['MC111', 'has a bad httpQueryParameterName', { loadBalancer: { consistentHash: { httpQueryParameterName: '' } } }],
  ['MC111', 'has a bad name', { loadBalancer: { consistentHash: { httpCookie: { name: 'a b' } } } }],
  ['MC111', 'has a bad useSourceIp', { loadBalancer: { consistentHash: { useSourceIp: false } } }],
  ['MC111', 'has a bad name', { loadBalancer: { consistentHash: { httpCookie: {} } } }],
  ['MC111', 'has a bad path', { loadBalancer: { consistentHash: { httpCookie: { name: 'a', path: 1 } } } }],
  [
    'MC111',
    'has a bad minimumRingSize',
    { loadBalancer: { consistentHash: { useSourceIp: true, ringHash: { minimumRingSize: 0 } } } },
  ],
  ['MC111', 'has a bad minimumPercent', { loadBalancer: { warmup: { duration: '1s', minimumPercent: 101 } } }],
  ['MC111', 'has a bad aggression', { loadBalancer: { warmup: { duration: '1s', aggression: 0 } } }],
  ['MC044', 'is no such duration', { loadBalancer: { warmup: {}, simple: 'ROUND_ROBIN' } }],
  ['MC112', 'has a bad consecutive5xxErrors', { outlierDetection: { consecutive5xxErrors: -1 } }],
  ['MC112', 'has a bad consecutiveGatewayErrors', { outlierDetection: { consecutiveGatewayErrors: 0.5 } }],
  ['MC112', 'has a bad maxEjectionPercent', { outlierDetection: { maxEjectionPercent: 101 } }],
  ['MC112', 'has a bad minHealthPercent', { outlierDetection: { minHealthPercent: -1 } }],
  ['MC112', 'has a bad splitExternalLocalOriginErrors', { outlierDetection: { splitExternalLocalOriginErrors: 1 } }],
  [
    'MC112',
    'counts failing connections, which count as 5xx',
    { outlierDetection: { consecutiveLocalOriginFailures: 1 } },
  ],
  ['MC044', 'is no such duration', { outlierDetection: { interval: 'soon' } }],
  ['MC113', 'says nothing', {}],
  ['MC113', 'says nothing', { connectionPool: {} }],
  ['MC113', 'says nothing', { outlierDetection: {} }],
  ['MC113', 'tcp of connectionPool of trafficPolicy of service "cart" says nothing', { connectionPool: { tcp: {} } }],
  ['MC113', 'says nothing', { connectionPool: { http: { maxRetries: undefined } } }],
  ['MC113', 'says nothing', { connectionPool: { tcp: { tcpKeepalive: {} } } }],
  ['MC113', 'says nothing', { loadBalancer: { consistentHash: { useSourceIp: true, ringHash: {} } } }],
  ['MC035', 'has an unknown property', { tls: { mode: 'DISABLE' } }],
  ['MC035', 'has an unknown property', { outlierDetection: { consecutiveErrors: 5 } }],
  ['MC035', 'is no plain object', { connectionPool: { tcp: 5 } }],
  ['MC035', 'is no plain object', { connectionPool: { tcp: new Date(0) } }],
  ['MC035', 'is no plain object', { loadBalancer: new Map() }],
  ['MC035', 'is no plain object', StringMatch.exact('a')],
  [
    'MC035',
    '"outlierDetection" in trafficPolicy of service "cart" is null',
    { loadBalancer: { simple: 'RANDOM' }, outlierDetection: null },
  ],
  ['MC035', '"tcp" in connectionPool of', { connectionPool: { tcp: null, http: { maxRetries: 1 } } }],
])('fails with %s: %s', (code, what, policy) => {
  const [issue, ...others] = issuesOf(() => {
    planPolicy(policy);
  });
  expect(others).toEqual([]);
  expect(issue).toMatchObject({ code, what: expect.stringContaining(what) });
});

test('all mistakes are reported together, each with its path', () => {
  const wrong = { connectionPool: { tcp: { maxConnections: 0, idleTimeout: 'x' } } };
  const issues = issuesOf(() => {
    plan({ trafficPolicy: { ...wrong, loadBalancer: { simple: 'x' } }, versionPolicies: { v2: wrong } });
  });
  expect(issues.map(({ code, what }) => `${code} ${what}`)).toEqual([
    'MC110 tcp of connectionPool of trafficPolicy of service "cart" has a bad maxConnections',
    'MC044 idleTimeout of tcp of connectionPool of trafficPolicy of service "cart" is no such duration',
    'MC111 loadBalancer of trafficPolicy of service "cart" has a bad simple',
    'MC110 tcp of connectionPool of "v2" of versionPolicies of service "cart" has a bad maxConnections',
    'MC044 idleTimeout of tcp of connectionPool of "v2" of versionPolicies of service "cart" is no such duration',
  ]);
});

test('fails with MC008 for the policy of an unknown version', () => {
  const [issue] = issuesOf(() => {
    plan({ versionPolicies: { v3: EVERY_POLICY } });
  });
  expect(issue).toMatchObject({ code: 'MC008', got: '"v3"', allowed: '"v1", "v2"' });
  const mesh = new Mesh('shop');
  const east = mesh.addCluster('east');
  // @ts-expect-error v2 is not a version
  mesh.addService('cart', { port: 80, versions: { v1: [east] }, versionPolicies: { v2: EVERY_POLICY } });
  expect(codesOf(() => mesh.plan(new SniAddressing()))).toEqual(['MC008']);
});

test('properties that exclude each other do not compile', () => {
  const hash = { useSourceIp: true } as const;
  const balancers: readonly LoadBalancerSettings[] = [
    { consistentHash: { ...hash } },
    // @ts-expect-error a consistent hash replaces a simple load balancer
    { simple: 'ROUND_ROBIN', consistentHash: { ...hash } },
    // @ts-expect-error Envoy has no slow start for RANDOM
    { simple: 'RANDOM', warmup: { duration: '1s' } },
    // @ts-expect-error a hash has only one source
    { consistentHash: { useSourceIp: true, httpHeaderName: 'x' } },
    // @ts-expect-error a hash needs a source
    { consistentHash: {} },
  ];
  // @ts-expect-error the library writes the TLS settings
  const policy: TrafficPolicy = { tls: { mode: 'DISABLE' } };
  expect([...balancers, policy]).toHaveLength(6);
});

test('later changes to a passed policy have no effect', () => {
  const mesh = new Mesh('shop');
  const east = mesh.addCluster('east');
  const trafficPolicy = { connectionPool: { tcp: { maxConnections: 1 } } };
  const cart = mesh.addService('cart', { port: 80, versions: { v1: [east] }, trafficPolicy });
  trafficPolicy.connectionPool.tcp.maxConnections = 0;
  expect(cart.trafficPolicies.service).toEqual({ connectionPool: { tcp: { maxConnections: 1 } } });
});
