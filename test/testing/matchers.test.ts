/** @module Tests the matchers for users' tests, on the apps of this repository. */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { ClusterApp, ClusterChart, GatewayAddress, Mesh, SniAddressing } from '../../lib';
import { loadMesh } from '../../lib/testing';
import { codesOf } from '../support/issues';
import { temporaryFolder } from '../support/written';

/** web and cart v1 run in east, and cart v2 in west. */
function shopApps(outdir?: string): readonly ClusterApp[] {
  const mesh = new Mesh('shop');
  const east = mesh.addCluster('east', { gateway: GatewayAddress.parse('192.0.2.1') });
  const west = mesh.addCluster('west', { gateway: GatewayAddress.parse('192.0.2.2') });
  const web = mesh.addService('web', { port: 80, versions: { v1: [east] } });
  const cart = mesh.addService('cart', { port: 80, versions: { v1: [east], v2: [west] } });
  web.calls(cart);
  cart.addRoute([
    {
      to: [
        { version: 'v1', weight: 3 },
        { version: 'v2', weight: 1 },
      ],
    },
  ]);
  return mesh.plan(new SniAddressing()).clusters.map((plan) => {
    const app = new ClusterApp({ name: 'shop', plan, ...(outdir !== undefined && { outdir }) });
    new ClusterChart(app, 'shop', { container: ({ name }) => ({ name, image: name }) });
    return app;
  });
}

const request = { from: 'east/web', to: 'http://cart/' };
const wanted = { 'east/cart-v1': 0.75, 'west/cart-v2': 0.25 };

test('apps are traced without being written', () => {
  const mesh = loadMesh(shopApps());
  expect(mesh).toRoute(request, wanted);
  expect(mesh).not.toRoute(request, { 'east/cart-v1': 1 });
  expect(mesh).toServe(request);
  expect(mesh).not.toRefuse(request, 503);
});

test('manifests in a folder are traced', () => {
  const folder = temporaryFolder();
  ClusterApp.synthAll(shopApps(folder));
  expect(loadMesh(path.join(folder, 'shop'))).toRoute(request, wanted);
  expect(loadMesh(['east', 'west'].map((name) => path.join(folder, 'shop', name)))).toRoute(request, wanted);
  fs.rmSync(folder, { recursive: true });
});

test('fails if facts are about no cluster', () => {
  expect(codesOf(() => loadMesh(shopApps(), { gateways: new Map([['west', '192.0.2.2']]) }))).toEqual(['MC222']);
});

test('what is gone gets no requests', () => {
  const mesh = loadMesh(shopApps(), { without: ['west'] });
  expect(mesh).toRoute(request, { 'east/cart-v1': 0.75, '503 UF': 0.25 });
  expect(mesh).not.toServe(request);
});

test('a service that nobody may call is refused', () => {
  const mesh = loadMesh(shopApps());
  expect(mesh).toRefuse({ ...request, to: 'http://cart:81/' }, 0);
});

test('a request without a response has the name that a trace prints, or the status 0', () => {
  const closed = { ...request, to: 'http://cart:81/' };
  for (const name of ['no response UF', '0 UF']) expect(loadMesh(shopApps())).toRoute(closed, { [name]: 1 });
});

test('requests are refused only if all of them are, with this status', () => {
  const mesh = loadMesh(shopApps(), { without: ['west'] });
  expect(mesh).toRoute(request, { 'east/cart-v1': 0.75, '503 UF': 0.25 });
  expect(mesh).not.toRefuse(request, 503);
  const refused = { ...request, to: 'http://cart:81/' };
  expect(mesh).toRefuse(refused, 0);
  expect(mesh).not.toRefuse(refused, 503);
});

test('requests that are served are not refused, whatever the status', () => {
  expect(loadMesh(shopApps())).not.toRefuse(request, 200);
});

test('shares must be exact, but for rounding', () => {
  const mesh = loadMesh(shopApps());
  expect(mesh).not.toRoute(request, { 'east/cart-v1': 0.7501, 'west/cart-v2': 0.2499 });
  expect(mesh).toRoute(request, { 'east/cart-v1': 0.1 + 0.2 + 0.45, 'west/cart-v2': 0.25 });
});

test('a failure shows where requests go', () => {
  const mesh = loadMesh(shopApps());
  expect(() => {
    expect(mesh).toRoute(request, { 'east/cart-v1': 1 });
  }).toThrow(
    /^Expected requests to end in these shares: \{"east\/cart-v1":1\}, but they go so:\n\nGET http:\/\/cart\/ from east\/web\n│ {2}caller[^]*└─ 200 west\/cart-v2, as cart\/ \(25 %\)$/,
  );
});

test('a failure lists what makes the trace doubtful', () => {
  const folder = temporaryFolder();
  ClusterApp.synthAll(shopApps(folder));
  const filter =
    'apiVersion: networking.istio.io/v1alpha3\nkind: EnvoyFilter\nmetadata: { name: it, namespace: default }\n';
  for (const file of ['a.yaml', 'b.yaml']) fs.writeFileSync(path.join(folder, 'shop/east', file), filter);
  fs.rmSync(path.join(folder, 'shop/west/0000-namespaces.k8s.yaml'));
  const mesh = loadMesh(path.join(folder, 'shop'));
  expect(mesh.warnings.map(({ code }) => code)).toEqual(['MC216', 'MC214', 'MC214']);
  const notes =
    /\n\nwarning: MC216 [^\n]*\/east\/b\.yaml:1:1\)\nwarning: MC214 [^\n]*\nwarning: MC214 [^\n]*\nnote: The manifests of cluster "west" lack Namespace default\.[^\n]*$/;
  expect(() => {
    expect(mesh).toRoute(request, {});
  }).toThrow(notes);
  expect(() => {
    expect(mesh).toCoverRoutes([]);
  }).toThrow(notes);
  fs.rmSync(folder, { recursive: true });
});
