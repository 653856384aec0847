/** @module Tests which texts are gateway addresses. */
import { GatewayAddress } from '../../lib';

test.each([
  ['192.0.2.7', 'ip'],
  ['2001:db8::7', 'ip'],
  ['gw.example.com', 'dns'],
  ['A1-2.elb.us-east-1.amazonaws.com', 'dns'],
  ['${CLUSTER2_GW_ADDR}', 'placeholder'],
  ['${_a1}', 'placeholder'],
])('%s is of kind %s', (text, kind) => {
  const { value, kind: got, issues } = GatewayAddress.parse(text);
  expect({ value, got, issues }).toEqual({ value: text, got: kind, issues: [] });
});

test.each([
  ['', undefined],
  ['10.0.0.300', undefined],
  ['10.0.0.1:15443', '10.0.0.1'],
  ['http://gw.example.com/', 'gw.example.com'],
  ['$CLUSTER2_GW_ADDR', undefined],
  ['${CLUSTER2 GW}', undefined],
  ['${A}${B}', undefined],
  ['gw.example.com:15443', 'gw.example.com'],
  ['a,b', undefined],
  ['fe80::1%eth0', undefined],
  ['[2001:db8::1]:15443', '2001:db8::1'],
])('%j is MC022', (text, meant) => {
  const [issue] = GatewayAddress.parse(text).issues;
  expect(issue).toMatchObject({ code: 'MC022', got: JSON.stringify(text) });
  expect(issue?.fix.includes('Did you mean')).toBe(meant !== undefined);
  expect(issue?.fix).toContain(meant ?? '');
});

test.each([
  ['127.0.0.1', 'a loopback address'],
  ['127.255.255.254', 'a loopback address'],
  ['::1', 'a loopback address'],
  ['0:0:0:0:0:0:0:1', 'a loopback address'],
  ['::ffff:127.0.0.1', 'a loopback address'],
  ['::FFFF:7f00:1', 'a loopback address'],
  ['0.0.0.0', 'an unspecified address'],
  ['::', 'an unspecified address'],
  ['::ffff:0:0', 'an unspecified address'],
  ['169.254.169.254', 'a link-local address'],
  ['fe80::1', 'a link-local address'],
  ['febf::1', 'a link-local address'],
  ['224.0.0.1', 'a multicast address'],
  ['239.255.255.255', 'a multicast address'],
  ['ff02::1', 'a multicast address'],
  ['255.255.255.255', 'the broadcast address'],
  ['240.0.0.3', 'a reserved address'],
  ['localhost', 'the name of the machine itself'],
  ['LocalHost.', 'the name of the machine itself'],
  ['gw.localhost', 'the name of the machine itself'],
  ['localhost.localdomain', 'the name of the machine itself'],
  ['localhost6', 'the name of the machine itself'],
  ['ip6-localhost', 'the name of the machine itself'],
  ['ip6-loopback.', 'the name of the machine itself'],
  ['cart.default.svc.cluster.local', 'the host of a Service, which each cluster takes for its own'],
  ['Gateway.istio-system.SVC', 'the host of a Service, which each cluster takes for its own'],
])('%s is MC178, because it is %s', (text, kind) => {
  const { issues } = GatewayAddress.parse(text);
  expect(issues).toMatchObject([
    {
      code: 'MC178',
      what: `A gateway address must lead other clusters to the gateway, but "${text}" is ${kind}.`,
      got: JSON.stringify(text),
    },
  ]);
});

test.each([
  '126.255.255.255',
  '128.0.0.1',
  '1.0.0.0',
  '10.0.0.1',
  '169.253.0.1',
  '223.255.255.255',
  '::2',
  'fec0::1',
  'fd00::1',
  '64:ff9b::7f00:1',
  '::ffff:192.0.2.7',
  'localhost.example.com',
  'mylocalhost',
  'ip6-localhost.example.com',
  'gateway.istio-system.svc.clusterset.local',
  'svc.example.com',
  // the networks of callers may complete it
  'eastwest',
])('%s may be the address of a gateway', (text) => {
  expect(GatewayAddress.parse(text).issues).toEqual([]);
});

test('an IPv4 address equals itself in IPv6 spelling', () => {
  const same = GatewayAddress.parse('192.0.2.7');
  for (const text of ['::ffff:192.0.2.7', '0:0:0:0:0:FFFF:c000:207'])
    expect([text, GatewayAddress.parse(text).equals(same)]).toEqual([text, true]);
  expect(GatewayAddress.parse('::ffff:192.0.2.8').equals(same)).toBe(false);
});
