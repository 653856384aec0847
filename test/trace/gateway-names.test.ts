/** @module Tests that names of gateways are compared as DNS compares them. */
import { answers, deployment, istio, type Kube, meshOf, passing, service } from '../support/traced';

const entrance = (hostname: string): Kube => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'istio-eastwestgateway', namespace: 'istio-system' },
  spec: { type: 'LoadBalancer', selector: { istio: 'eastwestgateway' }, ports: [{ name: 'tls', port: 15443 }] },
  status: { loadBalancer: { ingress: [{ hostname }] } },
});
const sni = 'outbound_.9080_._.reviews.default.svc.cluster.local';
const near = [
  deployment('web', 'v1'),
  istio('ServiceEntry', 'far', {
    hosts: ['reviews.far'],
    location: 'MESH_INTERNAL',
    resolution: 'DNS',
    ports: [{ number: 9080, name: 'http', protocol: 'HTTP' }],
    endpoints: [{ address: 'a.elb.example.com', ports: { http: 15443 } }],
  }),
  istio('DestinationRule', 'far', { host: 'reviews.far', trafficPolicy: { tls: { mode: 'ISTIO_MUTUAL', sni } } }),
];
const far = [service('reviews'), deployment('reviews', 'v1'), passing('open', '*.local')];

test.each(['a.elb.example.com', 'A.ELB.example.com', 'a.elb.example.com.'])('%s', (hostname) => {
  const mesh = meshOf({ cluster1: near, cluster2: [...far, entrance(hostname)] });
  expect(answers(mesh, {}, 'http://reviews.far:9080/')).toEqual(['1 cluster2/reviews-v1']);
});

test('one that a user gives, too', () => {
  const gateways = new Map([['A.ELB.example.com.', 'cluster2']]);
  const mesh = meshOf({ cluster1: near, cluster2: far }, { gateways });
  expect(answers(mesh, {}, 'http://reviews.far:9080/')).toEqual(['1 cluster2/reviews-v1']);
});
