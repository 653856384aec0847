/**
 * Describes a mesh with least privilege: only productpage and the ingress gateway may call reviews.
 * @module
 */
import { GatewayAddress, Mesh, type Scheme, SniAddressing, StringMatch } from '../../../lib';
import { gatewayAddress } from '../lab/addresses';
import type { PodRef } from '../lab/client';
import { byPlace } from './answers';
import { wayIn } from './ingress';
import { lab } from './lab';
import { type ClusterObjects, type KubeObject, synthesized, workload } from './objects';

/** The namespaces of productpage and details, of reviews, and of ratings. */
export const [FRONT, BACK, ASIDE] = ['private-front', 'private-back', 'private-aside'];

/** The namespaces of a workload without ports, and of the VirtualService for the ingress gateway. */
const [BATCH, ROUTES] = ['private-batch', 'private-routes'];

/** A workload without ports, which calls reviews. */
export const REPORTS = [1, `${BATCH}/reports`] as const satisfies PodRef;

/** productpage, which calls reviews; details beside it, which does not; and ratings in a namespace without callers. */
export const [CALLER, BESIDE, APART] = [
  [1, `${FRONT}/productpage`],
  [1, `${FRONT}/details`],
  [1, `${ASIDE}/ratings`],
] as const satisfies readonly PodRef[];

/** The host that clients of the ingress gateway call. */
export const HOST = 'private.example.com';

/**
 * The objects that the library writes. reviews v1 runs in the callers' cluster, v2 in the other cluster, v3 is spread over both. details runs
 * in productpage's namespace, ratings in a namespace without callers. Neither of them calls anything or is called.
 */
export function leastPrivilege(scheme: Scheme = new SniAddressing()): ClusterObjects {
  const mesh = new Mesh('private', { leastPrivilege: true });
  const cluster1 = mesh.addCluster('cluster1');
  const cluster2 = mesh.addCluster('cluster2', { gateway: GatewayAddress.parse(gatewayAddress(2, 'eastwest')) });
  const place = { port: 9080, versions: { v1: [cluster1] } } as const;
  const productpage = mesh.addService('productpage', { ...place, namespace: FRONT });
  mesh.addService('details', { ...place, namespace: FRONT });
  mesh.addService('ratings', { ...place, namespace: ASIDE });
  const versions = { v1: [cluster1], v2: [cluster2], v3: [cluster1, cluster2] } as const;
  const reviews = mesh.addService('reviews', { port: 9080, namespace: BACK, versions, distribution: 'spread' });
  const ingress = mesh.addIngressGateway('istio-ingressgateway', {
    clusters: [cluster1],
    serviceAccountName: 'istio-ingressgateway',
    routeNamespaces: [ROUTES],
  });
  const worker = { clusters: [cluster1], serviceAccountName: 'reports', namespace: BATCH } as const;
  mesh.addCaller('reports', worker).calls(reviews);
  productpage.calls(reviews);
  ingress.calls(reviews);
  reviews.addRoute([
    { match: [{ headers: { 'end-user': StringMatch.exact('jason') } }], to: [{ version: 'v2' }] },
    { match: [{ headers: { 'end-user': StringMatch.exact('kim') } }], to: [{ version: 'v3' }] },
    { to: [{ version: 'v1' }] },
  ]);
  return synthesized(mesh.plan(scheme));
}

/** Calls reviews over fresh connections. Counts the answers by `<version> in <cluster>`, or by a status other than 200. */
export async function ask(from: PodRef, user: string, count = 20): Promise<Readonly<Record<string, number>>> {
  await lab.closeConnections(from);
  const url = `http://reviews.${BACK}:9080/`;
  return byPlace(await lab.ask({ from, url, headers: { 'end-user': user }, count }));
}

/** The objects that the owner of the ingress gateway adds. */
export const INGRESS: readonly KubeObject[] = [
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: ROUTES } },
  ...wayIn({ name: 'private', namespace: ROUTES, rules: BACK, port: 8080, host: HOST, delegate: 'reviews-ingress' }),
];

/** The workload without ports, which its owner writes. */
export const WORKER: readonly KubeObject[] = workload('reports', BATCH);
