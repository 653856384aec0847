/** @module Tests by which Services proxies reach the Pods of other networks. */
import { trace } from '../../lib/trace';
import { answers, deployment, istio, type Kube, meshOf, passing, service } from '../support/traced';

const network = (name: string): Kube => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: 'istio-system', labels: { 'topology.istio.io/network': name } },
});

/** The Service of the east-west gateway of network n2, at port 15444. */
const gateway = (labels: object, spec: object = {}, ip: string | undefined = '192.0.2.2'): Kube => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: {
    name: 'entrance',
    namespace: 'istio-system',
    labels: { 'topology.istio.io/network': 'n2', ...labels },
  },
  spec: {
    type: 'LoadBalancer',
    selector: { istio: 'eastwestgateway' },
    ports: [{ name: 'tls', port: 15444, targetPort: 15443 }],
    ...spec,
  },
  ...(ip !== '' && { status: { loadBalancer: { ingress: [{ ip }] } } }),
});
const named = { 'networking.istio.io/gatewayPort': '15444' };

const near = [deployment('web', 'v1'), service('reviews'), network('n1')];
const far = [service('reviews'), deployment('reviews', 'v1'), passing('open', '*.local'), network('n2')];

const asked = (gateways: readonly Kube[], more: readonly Kube[] = []): readonly string[] =>
  answers(meshOf({ cluster1: [...near, ...more], cluster2: [...far, ...gateways] }, { isConnected: true }));

const endpointsFor = (gateways: readonly Kube[]): readonly string[] =>
  trace(meshOf({ cluster1: near, cluster2: [...far, ...gateways] }, { isConnected: true }), {
    from: 'cluster1/web',
    to: 'http://reviews:9080/',
  }).flatMap(({ hops }) => hops.flatMap(({ kind, text }) => (kind === 'endpoint' ? text : [])));

test('a gateway is called at the port that the label of its Service names', () => {
  expect(asked([gateway(named)])).toEqual(['1 cluster2/reviews-v1']);
  expect(endpointsFor([gateway(named)])[0]).toBe('192.0.2.2:15444');
});

test('a Service that has no address yet is assumed to get one', () => {
  expect(asked([gateway(named, {}, '')])).toEqual(['1 cluster2/reviews-v1']);
  expect(endpointsFor([gateway(named, {}, '')])[0]).toBe('the gateway of cluster2:15444');
});

test('Pods of a network are called directly, which fails, if no Service for the network has the port or an address', () => {
  const reasonFor = (service: Kube): string | undefined =>
    trace(meshOf({ cluster1: near, cluster2: [...far, service] }, { isConnected: true }), {
      from: 'cluster1/web',
      to: 'http://reviews:9080/',
    })[0]?.reason;
  expect(asked([gateway({})])).toEqual(['1 503 UF']);
  expect(reasonFor(gateway({}))).toBe(
    'Istio knows no gateway of network n2: Service istio-system/entrance of cluster cluster2 has no port 15443.',
  );
  expect(reasonFor(gateway({ 'networking.istio.io/gatewayPort': 'tls' }))).toMatch(/has no port 15443\.$/);
  const noAddress = /has no address outside of the cluster\.$/;
  expect(reasonFor(gateway(named, { type: 'ClusterIP' }))).toMatch(noAddress);
  expect(reasonFor({ ...gateway(named, {}, ''), status: { loadBalancer: {} } })).toMatch(noAddress);
  expect(reasonFor(gateway({ ...named, 'topology.istio.io/network': '' }))).toBe(
    'Istio knows no gateway of network n2: Service istio-system/entrance of cluster cluster2 has no label topology.istio.io/network.',
  );
});

test('Nodes are gateways if the Service says which, at the port of the Nodes', () => {
  const nodes = gateway(named, {
    type: 'NodePort',
    ports: [{ name: 'tls', port: 15444, nodePort: 31443, targetPort: 15443 }],
  });
  expect(asked([nodes])).toEqual(['1 503 UF']);
  const annotated = {
    ...nodes,
    metadata: { ...Object(nodes['metadata']), annotations: { 'traffic.istio.io/nodeSelector': '{}' } },
  };
  expect(asked([annotated])).toEqual(['1 cluster2/reviews-v1']);
  expect(endpointsFor([annotated])[0]).toBe('the gateway of cluster2:31443');
});

describe('an address of a ServiceEntry in another network', () => {
  const answersBy = (resolution: string, gateways: readonly Kube[], account = 'stock'): readonly string[] => {
    const entry = istio('ServiceEntry', 'stock', {
      hosts: ['stock.example.com'],
      location: 'MESH_INTERNAL',
      resolution,
      ports: [{ number: 80, name: 'http', protocol: 'HTTP' }],
      endpoints: [{ address: '198.51.100.7', network: 'n2', serviceAccount: account }],
    });
    const there = istio('ServiceEntry', 'stock', {
      hosts: ['stock.example.com'],
      location: 'MESH_INTERNAL',
      resolution: 'STATIC',
      ports: [{ number: 80, name: 'http', protocol: 'HTTP', targetPort: 9080 }],
      workloadSelector: { labels: { app: 'stock' } },
    });
    const behind = [deployment('stock', 'v1'), there, passing('all', '*'), network('n2'), ...gateways];
    const mesh = meshOf(
      { cluster1: [deployment('web', 'v1'), entry, network('n1')], cluster2: behind },
      { isConnected: true },
    );
    return answers(mesh, {}, 'http://stock.example.com/');
  };
  const other = {
    ...gateway(named, {}, '192.0.2.3'),
    metadata: { ...Object(gateway(named)['metadata']), name: 'other' },
  };

  test.each(['STATIC', 'DNS', 'DNS_ROUND_ROBIN'])(
    'is replaced by the gateway that Istio knows, by %s',
    (resolution) => {
      expect(answersBy(resolution, [gateway(named)])).toEqual(['1 cluster2/stock-v1']);
    },
  );

  test.each([
    ['STATIC', '1 503 UH'],
    ['DNS', '1 503 UH'],
    ['DNS_ROUND_ROBIN', '1 503 NC'],
  ])('is left out without mutual TLS, by %s', (resolution, answer) => {
    expect(answersBy(resolution, [gateway(named)], '')).toEqual([answer]);
  });

  test('cannot have several gateways by DNS_ROUND_ROBIN, for which Envoy allows one address', () => {
    expect(answersBy('DNS', [gateway(named), other])).toEqual(['0.5 cluster2/stock-v1', '0.5 cluster2/stock-v1']);
    expect(answersBy('DNS_ROUND_ROBIN', [gateway(named), other])).toEqual(['1 503 NC']);
  });
});
