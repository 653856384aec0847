/** @module Tests the options of east-west gateways and the errors for wrong ones. */
import { type ClusterGatewayProps, type ClusterProps, GatewayAddress, Mesh, SniAddressing } from '../../lib';
import { formatIssue } from '../../lib/errors';
import { codesOf, issuesOf } from '../support/issues';

const at = (text: string): GatewayAddress => GatewayAddress.parse(text);
const address = at('192.0.2.1');

/** The issues of a mesh whose clusters have these gateways, which no compiler has checked. */
function issuesWith(...gateways: readonly unknown[]): readonly string[] {
  const mesh = new Mesh('shop');
  for (const [index, gateway] of gateways.entries()) {
    mesh.addCluster(`c${index}`, { gateway: gateway as NonNullable<ClusterProps['gateway']> });
  }
  return issuesOf(() => mesh.plan(new SniAddressing())).map(formatIssue);
}

test('an address alone means the east-west gateway of an Istio installation', () => {
  const mesh = new Mesh('shop');
  expect(mesh.addCluster('east', { gateway: address }).gateway).toEqual({
    addresses: [address],
    port: 15443,
    object: { serverPort: 15443, selector: { istio: 'eastwestgateway' }, namespace: 'istio-system' },
  });
  expect(mesh.addCluster('west').gateway).toBeUndefined();
});

test('each default can be replaced, and a stock gateway has no Gateway object', () => {
  const mesh = new Mesh('shop');
  const [a, b] = [at('192.0.2.2'), at('gw.example.com')];
  const selector = { app: 'gate', 'example.com/kind': '' };
  const gateway = { addresses: [a, b], port: 31443, serverPort: 443, selector, namespace: 'gates' } as const;
  expect(mesh.addCluster('east', { gateway }).gateway).toEqual({
    addresses: [a, b],
    port: 31443,
    object: { serverPort: 443, selector, namespace: 'gates' },
  });
  const stock = { addresses: [address], port: 443, exposure: 'stock' } as const;
  expect(mesh.addCluster('west', { gateway: stock }).gateway).toEqual({
    addresses: [address],
    port: 443,
    object: undefined,
  });
  expect(codesOf(() => mesh.plan(new SniAddressing()))).toEqual([]);
});

test('options are copied', () => {
  const [addresses, selector]: [[GatewayAddress], Record<string, string>] = [[address], { app: 'gate' }];
  const { gateway } = new Mesh('shop').addCluster('east', { gateway: { addresses, selector } });
  addresses.pop();
  selector['app'] = 'other';
  expect([gateway?.addresses, gateway?.object?.selector]).toEqual([[address], { app: 'gate' }]);
});

test('illegal combinations do not compile', () => {
  const gateways: readonly ClusterGatewayProps[] = [
    { addresses: [address], exposure: 'exact', serverPort: 443 },
    { addresses: [address], exposure: 'stock', port: 443 },
    { addresses: [] },
    // @ts-expect-error an address is a GatewayAddress
    { addresses: ['192.0.2.1'] },
    // @ts-expect-error the stock Gateway has its own port
    { addresses: [address], exposure: 'stock', serverPort: 443 },
    // @ts-expect-error the stock Gateway has its own selector
    { addresses: [address], exposure: 'stock', selector: { app: 'gate' } },
    // @ts-expect-error the stock Gateway has its own namespace
    { addresses: [address], exposure: 'stock', namespace: 'gates' },
    // @ts-expect-error there is no such exposure
    { addresses: [address], exposure: 'all' },
  ];
  expect(gateways).toHaveLength(8);
});

test.each([
  ['MC022', '"gateway" of cluster "c0" must be a GatewayAddress, but is "192.0.2.1".', '192.0.2.1'],
  [
    'MC022',
    '"gateway.addresses[1]" of cluster "c0" must be a GatewayAddress, but is "b".',
    { addresses: [address, 'b'] },
  ],
  [
    'MC022',
    'A gateway address must be an IP address, a DNS name or a placeholder like ${NAME}, but is "a b".',
    { addresses: [address, at('a b')] },
  ],
  [
    'MC022',
    'A gateway address must be an IP address, a DNS name or a placeholder like ${NAME}, but is 5.',
    // @ts-expect-error an address is parsed from a string
    { addresses: [address, GatewayAddress.parse(5)] },
  ],
  ['MC070', '"gateway.addresses" of cluster "c0" must have at least one address, but is missing.', {}],
  ['MC070', '"gateway.addresses" of cluster "c0" must have at least one address, but is [].', { addresses: [] }],
  [
    'MC035',
    '"gateway.addresses" of cluster "c0" must be a list of addresses, but is GatewayAddress "192.0.2.1".',
    { addresses: address },
  ],
  [
    'MC035',
    '"gateway" of cluster "c0" has an unknown option "ports". Did you mean "port"?',
    { addresses: [address], ports: 1 },
  ],
  [
    'MC071',
    '"gateway.addresses" of cluster "c0" must list each address once, but lists "192.0.2.1" twice.',
    { addresses: [address, at('192.0.2.1')] },
  ],
  [
    'MC020',
    '"gateway.port" of cluster "c0" must be an integer from 1 to 65535, but is 0. Give the port that other clusters connect to.',
    { addresses: [address], port: 0 },
  ],
  [
    'MC020',
    '"gateway.port" of cluster "c0" must be an integer from 1 to 65535, but is "443".',
    { addresses: [address], port: '443' },
  ],
  [
    'MC020',
    '"gateway.serverPort" of cluster "c0" must be an integer from 1 to 65535, but is 65536.',
    { addresses: [address], serverPort: 65536 },
  ],
  [
    'MC072',
    '"gateway.selector" of cluster "c0" must have at least one label, but is {}.',
    { addresses: [address], selector: {} },
  ],
  [
    'MC072',
    'A key of "gateway.selector" of cluster "c0" must be a valid label key, but is "a b".',
    { addresses: [address], selector: { 'a b': 'c' } },
  ],
  [
    'MC072',
    '"gateway.selector.a" of cluster "c0" must be a valid label value, but is "b/c".',
    { addresses: [address], selector: { a: 'b/c' } },
  ],
  [
    'MC035',
    '"gateway.selector" of cluster "c0" must be an object, but is "a".',
    { addresses: [address], selector: 'a' },
  ],
  ['MC001', '"gateway.namespace" of cluster "c0" must be a DNS label (', { addresses: [address], namespace: 'Gates' }],
  [
    'MC002',
    '"gateway.namespace" of cluster "c0" must have at most 63 characters, but has 64.',
    { addresses: [address], namespace: 'a'.repeat(64) },
  ],
  [
    'MC073',
    '"gateway.exposure" of cluster "c0" must be "exact" or "stock", but is "stok".',
    { addresses: [address], exposure: 'stok' },
  ],
  [
    'MC074',
    '"gateway.serverPort" of cluster "c0" must be left out beside exposure "stock", but is 443.',
    { addresses: [address], exposure: 'stock', serverPort: 443 },
  ],
])('fails with %s %s', (code, text, gateway) => {
  const start = `${code} ${text}`;
  expect(issuesWith(gateway).map((line) => line.slice(0, start.length))).toContain(start);
});

test('all mistakes in a gateway are reported together', () => {
  const addresses = [at('a b'), 5, at('192.0.2.1'), at('192.0.2.1')];
  const options = { port: 0, serverPort: 0, selector: {}, namespace: '-' };
  const codes = (given: object): readonly string[] => issuesWith(given).map((line) => line.slice(0, 5));
  const before = ['MC035', 'MC022', 'MC022', 'MC071', 'MC020'];
  expect(codes({ addresses, ...options, x: 1 })).toEqual([...before, 'MC020', 'MC001', 'MC072']);
  // what must be left out has no other fault
  const stock = { addresses, ...options, exposure: 'stock', x: 1 };
  expect(codes(stock)).toEqual([...before, 'MC074', 'MC074', 'MC074']);
});

test('a misspelt exposure gets a suggestion', () => {
  expect(issuesWith({ addresses: [address], exposure: 'stok' }).join()).toMatch(/Did you mean "stock"\?/);
});

test.each([
  ['gw.example.com', 'GW.Example.com.'],
  ['2001:db8::7', '2001:DB8:0:0::7'],
  ['${GATEWAY}', '${GATEWAY}'],
])('%s and %s are the same address, in one gateway and in two clusters', (one, other) => {
  expect(issuesWith({ addresses: [at(one), at(other)] })).toEqual([expect.stringMatching(/^MC071 /)]);
  expect(issuesWith(at(one), { addresses: [at('192.0.2.9'), at(other)] })).toEqual([
    expect.stringMatching(
      /^MC036 Cluster "c1" must have a gateway address and port of its own, but shares .* and port 15443 with cluster "c0"\. /,
    ),
  ]);
});

test.each([
  ['${GATEWAY}', '${gateway}'],
  ['192.0.2.1', '192.0.2.10'],
])('%s and %s are different addresses', (one, other) => {
  expect(issuesWith({ addresses: [at(one), at(other)] })).toEqual([]);
});

test('two clusters can share an address if their ports differ, as NodePorts do', () => {
  expect(issuesWith({ addresses: [address], port: 31442 }, { addresses: [address], port: 31443 }, address)).toEqual([]);
  expect(issuesWith({ addresses: [address], port: 31442 }, { addresses: [address], port: 31442 })).toHaveLength(1);
});
