/** @module Tests the port of connections that go where their caller's own went. */
import { type Outcome, trace } from '../../lib/trace';
import { answer, deployment, istio, type Kube, meshOf, policy, service } from '../support/traced';

describe('a ServiceEntry with the resolution NONE', () => {
  const port = { number: 9080, name: 'http', protocol: 'HTTP' };
  const entry = (more: object, content: object = {}): Kube =>
    istio('ServiceEntry', 'entry', { hosts: ['entry.example.com'], ports: [{ ...port, ...more }], ...content });
  const route = istio('VirtualService', 'db', {
    hosts: ['db'],
    http: [{ route: [{ destination: { host: 'entry.example.com', subset: 'all' } }] }],
  });
  const subset = istio('DestinationRule', 'entry', { host: 'entry.example.com', subsets: [{ name: 'all' }] });
  const ports = [
    { name: 'http', port: 9080 },
    { name: 'tcp-admin', port: 9000 },
  ];
  const denied = policy('AuthorizationPolicy', 'db', {
    selector: { matchLabels: { app: 'db' } },
    action: 'DENY',
    rules: [{ to: [{ operation: { ports: ['9000'] } }] }],
  });
  const called = (of: Kube, ...more: readonly Kube[]): readonly Outcome[] =>
    trace(meshOf({ cluster1: [deployment('web', 'v1'), deployment('db', 'v1'), denied, of, route, subset, ...more] }), {
      from: 'cluster1/web',
      to: 'http://db:9080/',
    });

  test.each([
    ['with a cluster IP', service('db', {}, { ports })],
    ['that is headless', service('db', {}, { ports, clusterIP: 'None' })],
  ])('sends connections to its targetPort of the address that is called, of a Service %s', (_, db) => {
    expect(called(db, entry({})).map(answer)).toEqual(['1 cluster1/db-v1']);
    expect(called(db, entry({ targetPort: 9080 })).map(answer)).toEqual(['1 cluster1/db-v1']);
    expect(called(db, entry({ targetPort: 9000 })).map(answer)).toEqual(['1 503 UC']);
  });

  test('says which port it is, and what to correct if the address does not have it', () => {
    const [outcome] = called(service('db'), entry({ targetPort: 9001 }));
    expect(outcome).toMatchObject({
      status: 503,
      flag: 'UF',
      fix: 'Correct the targetPort in ServiceEntry.networking.istio.io default/entry.',
    });
    expect(outcome?.hops.at(-1)).toMatchObject({ kind: 'endpoint', text: 'the address that is called, port 9001' });
  });

  test('keeps the port that is called where an older ServiceEntry for its host lacks the port', () => {
    const metadata = { namespace: 'default', creationTimestamp: '2026-01-01T00:00:00Z' };
    const older = { ...entry({ number: 80, name: 'http-80' }), metadata: { name: 'older', ...metadata } };
    expect(called(service('db'), entry({ targetPort: 9001 }), older).map(answer)).toEqual(['1 cluster1/db-v1']);
  });
});
