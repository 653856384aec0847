/** @module Tests which Pods Gateways are taken to be for, if no Pods in the manifests have their labels. */
import { trace, type TracedMesh } from '../../lib/trace';
import { deployment, istio, type Kube, meshOf, service } from '../support/traced';

const server = { port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: ['*'] };
const gatewayFor = (labels: object): Kube => istio('Gateway', 'own', { selector: labels, servers: [server] });
const routes = istio('VirtualService', 'own', {
  hosts: ['*'],
  gateways: ['own'],
  http: [{ route: [{ destination: { host: 'reviews' } }] }],
});
const base = [service('reviews'), deployment('reviews', 'v1'), routes];
const pods = deployment('istio-ingressgateway', 'v1', { labels: { istio: 'ingressgateway' } });
const meshWith = (...objects: readonly Kube[]): TracedMesh => meshOf({ cluster1: [...base, ...objects] });
const ends = (mesh: TracedMesh): readonly unknown[] =>
  trace(mesh, { from: 'cluster1/ingress', to: 'http://shop.example.com/' }).map(({ status, flag }) => flag ?? status);
const told = (mesh: TracedMesh): string | undefined => mesh.assumptions.find((each) => each.includes('Gateway'));

test('Pods with other labels are assumed to be there, and a note says so', () => {
  const mesh = meshWith(gatewayFor({ app: 'edge' }));
  expect(ends(mesh)).toEqual([200]);
  expect(told(mesh)).toBe(
    'No Pods in the manifests of cluster "cluster1" have the labels app=edge of Gateway.networking.istio.io default/own.',
  );
});

test('the Pods of Istio’s own gateway do not stand for labels that are misspelt', () => {
  const misspelt = meshWith(gatewayFor({ istio: 'ingresgateway' }), pods);
  expect(ends(misspelt)).toEqual(['UF']);
  expect(told(misspelt)).toContain('istio=ingresgateway');
  const right = meshWith(gatewayFor({ istio: 'ingressgateway' }), pods);
  expect([ends(right), told(right)]).toEqual([[200], undefined]);
});
