/** @module Ports as Istio tells them apart. */
import { protocolOfPortName } from '../../lib/istio';

test.each([
  ['http', 'HTTP'],
  ['http-admin', 'HTTP'],
  ['HTTP2-x', 'HTTP2'],
  ['httpadmin', 'HTTPADMIN'],
  ['grpc-web-x', 'GRPC-WEB'],
  ['grpc-x', 'GRPC'],
  ['', ''],
])('the name %j says %s', (name, protocol) => {
  expect(protocolOfPortName(name)).toBe(protocol);
});
