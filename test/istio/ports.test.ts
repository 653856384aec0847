/** @module Tests how Istio finds the protocol of a port in its name. */
import { protocolOfPortName } from '../../lib/istio';

test.each([
  ['http', 'HTTP'],
  ['http-admin', 'HTTP'],
  ['HTTP2-x', 'HTTP2'],
  ['httpadmin', 'HTTPADMIN'],
  ['grpc-web-x', 'GRPC-WEB'],
  ['grpc-x', 'GRPC'],
  ['', ''],
])('the port name %j means protocol %s', (name, protocol) => {
  expect(protocolOfPortName(name)).toBe(protocol);
});
