/** @module Tests the listeners that services share: those for an endpoint of headless Services, and those for all addresses. */
import { trace } from '../../lib/trace';
import { answers, deployment, endpointSlice, istio, type Kube, meshOf, service } from '../support/traced';

const pods = [deployment('web', 'v1'), deployment('db', 'v1')];
const headless = (name: string, port: object = {}, more: object = {}): Kube =>
  service(name, port, { clusterIP: 'None', selector: { app: 'db' } }, more);
const teapot = (host: string): Kube =>
  istio('VirtualService', host, { hosts: [host], http: [{ directResponse: { status: 418 } }] });
const asked = (objects: readonly Kube[], to = 'http://db:9080/'): readonly string[] =>
  answers(meshOf({ cluster1: [...pods, ...objects] }), {}, to);

const BY_RULE = ['1 418'];
const AS_BYTES = ['1 cluster1/db-v1'];

describe('of headless Services with the same Pods', () => {
  test('one for TCP takes the requests to one for HTTP', () => {
    expect(asked([headless('db'), teapot('db')])).toEqual(BY_RULE);
    expect(asked([headless('db'), teapot('db'), headless('twin', { name: 'tcp' })])).toEqual(AS_BYTES);
  });

  test('one for TCP does not, if the caller does not see it, or at another port', () => {
    const hidden = headless('twin', { name: 'tcp' });
    const annotations = { 'networking.istio.io/exportTo': 'shop' };
    const metadata = { name: 'twin', namespace: 'default', annotations };
    expect(asked([headless('db'), teapot('db'), { ...hidden, metadata }])).toEqual(BY_RULE);
    expect(asked([headless('db'), teapot('db'), headless('twin', { name: 'tcp', port: 9000 })])).toEqual(BY_RULE);
  });

  test('one for TCP does not, if the Sidecar of the caller names the port', () => {
    const port = { number: 9080, name: 'http', protocol: 'HTTP' };
    const sidecar = istio('Sidecar', 'own', { egress: [{ port, hosts: ['./db.default.svc.cluster.local'] }] });
    expect(asked([headless('db'), teapot('db'), headless('twin', { name: 'tcp' }), sidecar])).toEqual(BY_RULE);
  });

  test('the first one whose protocol is not declared takes the requests to all', () => {
    const raw = { name: 'raw' };
    expect(asked([headless('db', raw), headless('twin', raw), teapot('twin')])).toEqual(AS_BYTES);
    expect(asked([headless('db', raw), headless('alter', raw), teapot('alter')])).toEqual(BY_RULE);
  });

  test('bytes go where the first one says, and requests to the one whose protocol is not declared', () => {
    const both = [headless('alter', { name: 'tcp' }), headless('db', { name: 'raw' }), teapot('db')];
    expect(asked(both)).toEqual(BY_RULE);
    expect(asked(both, 'tcp://db:9080')).toEqual(AS_BYTES);
  });

  test('each address counts for itself', () => {
    const shared = deployment('db', 'v2', { labels: { app: 'db', version: 'v2', tier: 'gold' } });
    const twin = service('twin', { name: 'tcp' }, { clusterIP: 'None', selector: { tier: 'gold' } });
    expect(asked([headless('db'), teapot('db'), shared, twin])).toEqual(['0.5 418', '0.5 cluster1/db-v2']);
  });
});

test('a headless Service shares the listener of a ServiceEntry with the address of its EndpointSlice', () => {
  const slice = endpointSlice('db');
  const entry = istio('ServiceEntry', 'outside', {
    hosts: ['db.example.com'],
    addresses: ['203.0.113.9'],
    resolution: 'STATIC',
    ports: [{ number: 9080, name: 'tcp', protocol: 'TCP' }],
    endpoints: [{ address: '203.0.113.10' }],
  });
  const unselecting = service('db', {}, { clusterIP: 'None', selector: undefined });
  expect(asked([unselecting, slice, teapot('db')])).toEqual(BY_RULE);
  expect(asked([unselecting, slice, teapot('db'), entry])).toEqual(['1 200']);
});

test('in the list of a Sidecar for a port of TCP, a headless Service is listened for at all addresses', () => {
  const port = { number: 9080, name: 'tcp', protocol: 'TCP' };
  const sidecar = istio('Sidecar', 'own', { egress: [{ port, hosts: ['./twin.default.svc.cluster.local'] }] });
  const other = service('other');
  const all = [headless('db'), teapot('db'), headless('twin'), other, deployment('other', 'v1'), sidecar];
  expect(asked(all)).toEqual(AS_BYTES);
  // its Pods are not those that the proxy expects there
  expect(asked(all, 'http://other:9080/')).toEqual(['1 0 UF']);
});

test('what Mongo has a listener for is not looked at for HTTP', () => {
  const entry = (name: string, protocol: string): Kube =>
    istio('ServiceEntry', name, {
      hosts: [`${name}.example.com`],
      resolution: 'STATIC',
      ports: [{ number: 9080, name: 'port', protocol }],
      endpoints: [{ address: '203.0.113.9' }],
    });
  const rule = teapot('z.example.com');
  expect(asked([entry('a', 'TCP'), entry('z', 'HTTP'), rule], 'http://z.example.com:9080/')).toEqual(BY_RULE);
  expect(asked([entry('a', 'MONGO'), entry('z', 'HTTP'), rule], 'http://z.example.com:9080/')).toEqual(['1 200']);
  expect(asked([entry('a', 'HTTP'), entry('z', 'MONGO')], 'tcp://z.example.com:9080')).toEqual(['1 200']);
});

test('a Service that only another cluster has comes before others by its age and its name', () => {
  const entry = istio('ServiceEntry', 'entry', {
    hosts: ['m.example.com'],
    resolution: 'STATIC',
    ports: [{ number: 9080, name: 'mongo', protocol: 'MONGO' }],
    endpoints: [{ address: '203.0.113.9' }],
  });
  const near = [...pods, service('z', {}, { selector: { app: 'db' } }), teapot('z'), entry];
  const withFar = (name: string): readonly string[] =>
    answers(meshOf({ cluster1: near, cluster2: [service(name)] }, { isConnected: true }), {}, 'http://z:9080/');
  expect(withFar('a')).toEqual(BY_RULE);
  expect(withFar('n')).toEqual(['1 200']);
});

test('a service for some namespaces comes before those for all, whichever namespace it is in', () => {
  const entry = (name: string, protocol: string, exportTo: readonly string[], created: string): Kube =>
    istio(
      'ServiceEntry',
      name,
      {
        hosts: [`${name}.example.com`],
        resolution: 'STATIC',
        ports: [{ number: 9080, name: 'port', protocol }],
        endpoints: [{ address: '203.0.113.9' }],
        exportTo,
      },
      { namespace: protocol === 'HTTP' ? 'default' : 'other', creationTimestamp: `2026-01-0${created}T00:00:00Z` },
    );
  const answered = (...entries: readonly Kube[]): readonly string[] =>
    asked([...entries, teapot('http.example.com')], 'http://http.example.com:9080/');
  const mongo = entry('mongo', 'MONGO', ['default'], '2');
  expect(answered(mongo, entry('http', 'HTTP', ['.'], '3'))).toEqual(['1 200']);
  expect(answered(mongo, entry('http', 'HTTP', ['.'], '1'))).toEqual(BY_RULE);
  expect(answered(mongo, entry('http', 'HTTP', ['*'], '1'))).toEqual(['1 200']);
});

test('a headless Service for the Node of the caller listens for all its endpoints', () => {
  const slice = endpointSlice('db', { ports: [{ name: 'tcp', port: 9080 }] });
  const local = { clusterIP: 'None', selector: undefined, internalTrafficPolicy: 'Local' };
  const nowhere = istio('VirtualService', 'db', {
    hosts: ['db'],
    tcp: [{ route: [{ destination: { host: 'nowhere.example.com' } }] }],
  });
  expect(asked([service('db', { name: 'tcp' }, local), slice, nowhere], 'tcp://db:9080')).toEqual(['1 0 NC']);
});

describe('a ServiceEntry with the protocol HTTP_PROXY', () => {
  const entry = (name: string, protocol: string, more: object = {}): Kube =>
    istio('ServiceEntry', name, {
      hosts: [`${name}.example.com`],
      ports: [{ number: 9080, name: 'port', protocol }],
      resolution: 'NONE',
      ...more,
    });
  const proxy = entry('proxy', 'HTTP_PROXY');
  const other = [deployment('other', 'v1'), service('other')];

  test('closes connections without HTTP at its port, to any address that has no listener of its own', () => {
    expect(asked([proxy, ...other], 'tcp://proxy.example.com:9080')).toEqual(['1 0']);
    expect(asked([proxy, ...other], 'https://other:9080/')).toEqual(['1 0']);
    expect(asked([proxy, ...other], 'http://other:9080/')).toEqual(['1 cluster1/other-v1']);
    expect(asked([proxy, teapot('proxy.example.com')], 'http://proxy.example.com:9080/')).toEqual(BY_RULE);
    expect(asked([proxy, service('db', { name: 'tcp' })], 'tcp://db:9080')).toEqual(AS_BYTES);
    expect(asked([proxy], 'tcp://proxy.example.com:9081')).toEqual(['1 200']);
  });

  test('takes the place of services before it, and of those after it lets in TLS with their own host alone', () => {
    const [before, after] = [entry('a', 'TLS'), entry('z', 'TLS')];
    const sent = (host: string): readonly string[] =>
      asked([before, proxy, after], `https://${host}.example.com:9080/`);
    expect(['a', 'z', 'unknown'].map(sent)).toEqual([['1 0'], ['1 200'], ['1 0']]);
    expect(asked([proxy, entry('z', 'TCP')], 'tcp://z.example.com:9080')).toEqual(['1 0']);
  });

  test('gives way to one after it whose protocol is not declared, unless TCP comes between them', () => {
    const raw = entry('z', '');
    expect(asked([proxy, raw], 'tcp://z.example.com:9080')).toEqual(['1 200']);
    expect(asked([proxy, entry('http', 'HTTP'), raw], 'tcp://z.example.com:9080')).toEqual(['1 200']);
    expect(asked([proxy, entry('r', 'TCP'), raw], 'tcp://z.example.com:9080')).toEqual(['1 0']);
  });

  test('says what refuses the connection', () => {
    const mesh = meshOf({ cluster1: [...pods, proxy] });
    const [outcome] = trace(mesh, { from: 'cluster1/web', to: 'tcp://proxy.example.com:9080' });
    expect(outcome?.reason).toBe(
      'The sidecar of web-v1 takes nothing but HTTP at port 9080, because of the protocol HTTP_PROXY in ServiceEntry.networking.istio.io default/proxy.',
    );
  });
});

test('a server name that is an ExternalName stands for its host, where nothing else tells services apart', () => {
  const alias: Kube = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'api', namespace: 'default' },
    spec: { type: 'ExternalName', externalName: 'api.example.com' },
  };
  const entry = istio('ServiceEntry', 'api', {
    hosts: ['api.example.com'],
    ports: [{ number: 443, name: 'tls', protocol: 'TLS' }],
  });
  const config: Kube = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'istio', namespace: 'istio-system' },
    data: { mesh: 'outboundTrafficPolicy: { mode: REGISTRY_ONLY }' },
  };
  const mesh = meshOf({ cluster1: [deployment('web', 'v1'), config, entry, alias] });
  for (const host of ['api', 'api.default', 'api.default.svc.cluster.local'])
    expect(answers(mesh, {}, `https://${host}/`)).toEqual(['1 200']);
  expect(answers(mesh, {}, 'https://other.example.com/')).toEqual(['1 0 UH']);
});
