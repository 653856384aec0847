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
