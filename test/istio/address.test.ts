/** @module Tests what addresses of endpoints are. */
import { addressKind } from '../../lib/istio';

test.each([
  ['192.0.2.1', 'ip'],
  ['2001:db8::1', 'ip'],
  ['gateway.example.com', 'dns'],
  ['eastwest', 'dns'],
  ['${WEST_ADDRESS}', 'placeholder'],
  ['fe80::1%eth0', undefined],
  ['192.0.2.1:15443', undefined],
  ['999.1.1.1', undefined],
  ['https://gateway.example.com', undefined],
  ['${1}', undefined],
  ['', undefined],
])('%j is %j', (text, kind) => {
  expect(addressKind(text)).toBe(kind);
});
