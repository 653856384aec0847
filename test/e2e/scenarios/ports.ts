/**
 * Describes a mesh of services with several ports.
 * @module
 */
import { Mesh, SniAddressing, StringMatch, type VipLedger } from '../../../lib';
import { addClusters } from './clusters';
import { wayIn } from './ingress';
import { type ClusterObjects, synthesized } from './objects';

/** The host of reviews. */
export const HOST = 'reviews.ports.svc.cluster.local';

/** The host that people call to reach details through the ingress gateway. */
export const OUTSIDE = 'ports.example.com';

const INGRESS = {
  name: 'ports',
  namespace: 'ports',
  rules: 'ports',
  port: 80,
  host: OUTSIDE,
  delegate: 'details-ingress',
} as const;

/**
 * reviews v1 runs in its caller's cluster1 and in cluster2, v2 in cluster2 and cluster3, v3 in cluster3. cluster2 serves before
 * cluster3. details v1 runs in cluster1, v2 in cluster2. An ingress gateway in cluster1 calls its only HTTP port.
 */
export function severalPorts(vips: VipLedger): ClusterObjects {
  const mesh = new Mesh('ports');
  const [cluster1, cluster2, cluster3] = addClusters(mesh);
  const namespace = 'ports';
  const productpage = mesh.addService('productpage', { namespace, port: 9080, versions: { v1: [cluster1] } });
  const reviews = mesh.addService('reviews', {
    namespace,
    ports: {
      http: { port: 80, targetPort: 9080, protocol: 'HTTP' },
      admin: { port: 81, targetPort: 9081, protocol: 'HTTP' },
      rpc: { port: 9090, targetPort: 9082, protocol: 'GRPC' },
      db: { port: 5432, targetPort: 9083, protocol: 'TCP' },
      tls: { port: 8443, targetPort: 9084, protocol: 'TLS' },
    },
    versions: { v1: [cluster1, cluster2], v2: [cluster2, cluster3], v3: [cluster3] },
    distribution: { failover: [cluster1, cluster2, cluster3] },
  });
  productpage.calls(reviews);
  const retries = { attempts: 3, perTryTimeout: '1s', retryOn: 'idempotent' } as const;
  reviews.addRoute([
    { match: [{ port: 81 }], to: [{ version: 'v3' }] },
    {
      match: [{ port: 9090 }],
      to: [
        { version: 'v2', weight: 25 },
        { version: 'v3', weight: 75 },
      ],
      retries,
    },
    { match: [{ headers: { 'end-user': StringMatch.exact('jason') } }], to: [{ version: 'v2' }], retries },
    { to: [{ version: 'v1' }], retries },
  ]);
  reviews.addTcpRoute([
    { match: [{ sourceLabels: { team: 'nobody' } }], to: [{ version: 'v3' }] },
    {
      to: [
        { version: 'v2', weight: 50 },
        { version: 'v3', weight: 50 },
      ],
    },
  ]);
  reviews.addTlsRoute([{ to: [{ version: 'v2' }] }]);
  const details = mesh.addService('details', {
    namespace,
    ports: {
      http: { port: 8000, targetPort: 9080, protocol: 'HTTP' },
      db: { port: 5432, targetPort: 9083, protocol: 'TCP' },
    },
    versions: { v1: [cluster1], v2: [cluster2] },
  });
  productpage.calls(details);
  const serviceAccountName = 'istio-ingressgateway';
  mesh.addIngressGateway('istio-ingressgateway', { clusters: [cluster1], serviceAccountName }).calls(details);
  details.addRoute([
    { match: [{ headers: { 'end-user': StringMatch.exact('jason') }, port: 8000 }], to: [{ version: 'v2' }] },
    { to: [{ version: 'v1' }] },
  ]);
  const { 1: first = [], ...others } = synthesized(mesh.plan(new SniAddressing({ vips })));
  return { ...others, 1: [...first, ...wayIn(INGRESS)] };
}
