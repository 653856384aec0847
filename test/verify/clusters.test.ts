/** @module What one process writes into a cluster is checked as a whole: several apps, several meshes, every synth. */
import * as fs from 'node:fs';
import * as path from 'node:path';
import {
  bookinfoContainer,
  ClusterApp,
  ClusterChart,
  GatewayAddress,
  Mesh,
  type MeshPlan,
  SniAddressing,
} from '../../lib';
import { codesOf, issuesOf } from '../support/issues';
import { shop } from '../support/meshes';
import { addObjects, appsOf, temporaryFolder } from '../support/written';

let outdir = '';
beforeEach(() => (outdir = temporaryFolder()));
afterEach(() => {
  fs.rmSync(outdir, { recursive: true });
});

/** web in east calls cart in west. */
function shopPlan(): MeshPlan {
  const { mesh, cart } = shop();
  cart.addRoute([{ to: [{ version: 'v2' }] }]);
  return mesh.plan(new SniAddressing());
}

/** Another mesh in the same clusters, with a service that the shop does not have. */
function otherPlan(name = 'other', service = 'orders'): MeshPlan {
  const mesh = new Mesh(name);
  const [east, west] = ['east', 'west'].map((cluster, index) =>
    mesh.addCluster(cluster, { gateway: GatewayAddress.parse(`192.0.2.${index + 1}`) }),
  );
  if (east === undefined || west === undefined) throw new Error('two clusters were added');
  mesh.addService(service, { port: 80, versions: { v1: [east], v2: [west] }, distribution: 'spread' });
  return mesh.plan(new SniAddressing());
}

const synth = (apps: readonly ClusterApp[]): readonly (readonly [string, string])[] =>
  issuesOf(() => {
    ClusterApp.synthAll(apps);
  }).map(({ code, what }) => [code, what]);

const CART = {
  apiVersion: 'networking.istio.io/v1',
  kind: 'VirtualService',
  metadata: { name: 'a-cart', namespace: 'default' },
  spec: { hosts: ['cart'], http: [{ directResponse: { status: 418 } }] },
};

test('two meshes can share clusters and Namespaces, in one synth or in several', () => {
  const namespace = ({ clusters }: MeshPlan): unknown => clusters[0]?.namespaces;
  expect(namespace(shopPlan())).toEqual(namespace(otherPlan()));
  expect(synth([...appsOf(shopPlan(), outdir), ...appsOf(otherPlan(), outdir, {}, 'other')])).toEqual([]);
  expect(synth(appsOf(shopPlan(), outdir))).toEqual([]);
  expect(synth(appsOf(otherPlan(), outdir, {}, 'other'))).toEqual([]);
});

test('fails with MC034 for a folder of another mesh, and writes nothing', () => {
  expect(synth(appsOf(shopPlan(), outdir))).toEqual([]);
  const file = path.join(outdir, 'shop', 'east', 'mesh.k8s.yaml');
  const before = fs.readFileSync(file, 'utf8');
  expect(synth(appsOf(otherPlan(), outdir))).toEqual(
    ['east', 'west'].map((cluster) => [
      'MC034',
      `The folder "${outdir}/shop/${cluster}" must hold one mesh, but mesh "shop" was written into it before mesh "other".`,
    ]),
  );
  expect(fs.readFileSync(file, 'utf8')).toBe(before);
  const issues = issuesOf(() => {
    ClusterApp.synthAll(appsOf(otherPlan(), outdir));
  });
  expect(issues[0]?.fix).toBe(
    'Give the app of one of them another name. If the mesh was renamed, remove the folder first.',
  );
  fs.rmSync(path.join(outdir, 'shop'), { recursive: true });
  expect(synth(appsOf(otherPlan(), outdir))).toEqual([]);
});

test('fails with MC030 for an object that another app writes into the cluster, in the same synth or before', () => {
  const said = [
    [
      'MC030',
      `Service default/web must be rendered once for cluster "east", but "mesh/web.default/Resource" of app "${outdir}/shop/east" has rendered it already.`,
    ],
  ];
  const web = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' } };
  const more = (): readonly ClusterApp[] => appsOf(otherPlan(), outdir, { east: [web] }, 'other');
  expect(synth([...appsOf(shopPlan(), outdir), ...more()])).toEqual(said);
  expect(synth(appsOf(shopPlan(), outdir))).toEqual([]);
  expect(synth(more())).toEqual(said);
  // what was not written is not remembered
  expect(fs.existsSync(path.join(outdir, 'other'))).toBe(false);
  expect(synth(appsOf(shopPlan(), outdir))).toEqual([]);
});

test('the fix for an object that two meshes write is another name or namespace', () => {
  const web = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' } };
  const issues = issuesOf(() => {
    ClusterApp.synthAll([...appsOf(shopPlan(), outdir), ...appsOf(otherPlan(), outdir, { east: [web] }, 'other')]);
  });
  expect(issues.map(({ fix }) => fix)).toEqual([
    'Give what it belongs to another name or namespace in one of the meshes, or leave it out of one of them.',
  ]);
});

test('fails with MC030 for Namespaces that differ, or are twice in an app, and says what to do', () => {
  const fixes = (apps: readonly ClusterApp[]): readonly string[] =>
    issuesOf(() => {
      ClusterApp.synthAll(apps);
    }).map(({ code, fix }) => `${code} ${fix}`);
  const [east] = otherPlan().clusters;
  if (east === undefined) throw new Error('the mesh has two clusters');
  const labelled = new ClusterApp({ name: 'other', plan: east, outdir, labels: { team: 'search' } });
  new ClusterChart(labelled, 'mesh', { container: bookinfoContainer });
  expect(fixes([...appsOf(shopPlan(), outdir), labelled])).toContain(
    'MC030 Make the two equal, labels and annotations included, or pass namespaces: "existing" to one of the meshes.',
  );
  const own = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'default' } };
  expect(fixes(appsOf(shopPlan(), outdir, { east: [own] }))).toEqual([
    'MC030 Remove one of the two. If it is the mesh that should not write it, pass namespaces: "existing" to Mesh.',
  ]);
});

test('fails with MC135 for a host that an object of another app owns, in the same synth or before', () => {
  const said = [
    'MC135',
    `VirtualService.networking.istio.io default/a-cart in cluster "east" must not route host "cart.default.svc.cluster.local", because VirtualService.networking.istio.io default/cart ("mesh/cart.default:route/Resource" of app "${outdir}/shop/east") routes it.`,
  ];
  const more = (): readonly ClusterApp[] => appsOf(otherPlan(), outdir, { east: [CART] }, 'other');
  expect(synth([...appsOf(shopPlan(), outdir), ...more()])).toEqual([said]);
  expect(synth(appsOf(shopPlan(), outdir))).toEqual([]);
  expect(synth(more())).toEqual([said]);
});

test('what is written stays: an object of a mesh must go if a user’s object has its host already', () => {
  const plan = shopPlan();
  const [east] = plan.clusters;
  if (east === undefined) throw new Error('the shop has clusters');
  const own = new ClusterApp({ name: 'own', plan: east, outdir });
  addObjects(own, [CART]);
  own.synth();
  expect(synth(appsOf(plan, outdir))).toEqual([
    [
      'MC135',
      `VirtualService.networking.istio.io default/cart in cluster "east" must not route host "cart.default.svc.cluster.local", because VirtualService.networking.istio.io default/a-cart ("own/o0" of app "${outdir}/own/east") routes it.`,
    ],
  ]);
});

test('two meshes that send requests to one service are MC138 at its gateway', () => {
  const [one, two] = ['one', 'two'].map((name) => otherPlan(name, 'orders'));
  if (one === undefined || two === undefined) throw new Error('two plans were made');
  const codes = synth([...appsOf(one, outdir, {}, 'one'), ...appsOf(two, outdir, {}, 'two')]).map(([code]) => code);
  expect([...new Set(codes)]).toEqual(['MC030', 'MC138']);
});

test('fails with MC151 for an app that writes nothing, unless another app of the cluster writes its plan', () => {
  const plan = shopPlan();
  const empty = plan.clusters.map((each) => new ClusterApp({ name: 'empty', plan: each, outdir }));
  const said = synth(empty);
  expect(said.map(([code]) => code)).toEqual(['MC151', 'MC151']);
  expect(said[0]?.[1]).toBe(
    `App "${outdir}/empty/east" must write the objects of its plan, such as Namespace default, but writes nothing.`,
  );
  expect(synth([...empty, ...appsOf(plan, outdir)])).toEqual([]);
});

test('synthAll fails with MC150 for a cluster that is left out although requests go there', () => {
  const [east, west] = appsOf(shopPlan(), outdir);
  if (east === undefined || west === undefined) throw new Error('the shop has two clusters');
  expect(synth([east])).toEqual([
    ['MC150', 'ClusterApp.synthAll must get an app of cluster "west", which gets requests from "east", but did not.'],
  ]);
  expect(synth([west])).toEqual([]);
  expect(
    codesOf(() => {
      east.synth();
    }),
  ).toEqual([]);
});

test('synthYaml checks the app alone', () => {
  const [east] = appsOf(shopPlan(), outdir);
  expect(synth(appsOf(otherPlan(), outdir, { east: [CART] }, 'other'))).toEqual([]);
  expect(codesOf(() => east?.synthYaml())).toEqual([]);
});

test('fails with MC137 for a service outside of the mesh whose host the mesh has', () => {
  const { mesh, web, cart } = shop();
  web.calls(mesh.addExternalService('x', { host: 'cart.default.global', port: 443 }));
  cart.addRoute([{ to: [{ version: 'v2' }] }]);
  expect(synth(appsOf(mesh.plan(new SniAddressing()), outdir)).map(([code]) => code)).toEqual(['MC137']);
});

test('fails with MC145 for a Service of users that stands for a service of the mesh where the plan has none', () => {
  const mesh = new Mesh('shop');
  const [east, west] = ['east', 'west'].map((name, index) =>
    mesh.addCluster(name, { gateway: GatewayAddress.parse(`192.0.2.${index + 1}`) }),
  );
  if (east === undefined || west === undefined) throw new Error('two clusters were added');
  const [web, cart] = ['web', 'cart'].map((name) => mesh.addService(name, { port: 80, versions: { v1: [east] } }));
  if (cart === undefined) throw new Error('two services were added');
  web?.calls(cart);
  mesh.addService('news', { port: 80, versions: { v1: [west] } });
  const own = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'cart', namespace: 'default' },
    spec: { ports: [{ name: 'tcp', port: 80 }] },
  };
  expect(synth(appsOf(mesh.plan(new SniAddressing()), outdir, { west: [own] })).map(([code]) => code)).toEqual([
    'MC145',
  ]);
});

test('fails with MC117 for generated Pods that belong to an existing service whose Service is missing', () => {
  const mesh = new Mesh('shop', { leastPrivilege: true });
  const east = mesh.addCluster('east');
  const web = mesh.addService('web', { port: 80, versions: { v1: [east] } });
  const admin = mesh.addService('admin', {
    port: 80,
    versions: { v1: [east] },
    workloads: 'existing',
    serviceAccountName: 'admin',
  });
  web.calls(admin);
  const plan = mesh.plan(new SniAddressing()).for(east);
  const podLabels = plan.of(admin).existing[0]?.podLabels ?? {};
  const app = new ClusterApp({ name: 'shop', plan, outdir });
  new ClusterChart(app, 'mesh', {
    deployment: (service, version) => ({ containers: [bookinfoContainer(service, version)], podLabels }),
  });
  expect(synth([app]).map(([code]) => code)).toEqual(['MC117']);
});
