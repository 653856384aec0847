/** @module Tests that objects of a Helm chart are written and checked together with those of the mesh. */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { Chart, Helm } from 'cdk8s';
import { type ClusterApp, GatewayAddress, Mesh, type MeshPlan, SniAddressing } from '../../lib';
import { issuesOf } from '../support/issues';
import { filesUnder, objectsIn } from '../support/manifests';
import { appsOf, temporaryFolder } from '../support/written';

let folder = '';
beforeEach(() => (folder = temporaryFolder()));
afterEach(() => {
  fs.rmSync(folder, { recursive: true });
});

/** The chart of cart, as its team writes it. */
const CHART = {
  'Chart.yaml': 'apiVersion: v2\nname: cart\nversion: 1.0.0\n',
  'values.yaml': 'version: v1\n',
  'templates/a-service.yaml': `apiVersion: v1
kind: Service
metadata:
  name: cart
  namespace: default
  labels:
    helm.sh/chart: cart-1.0.0
spec:
  selector:
    app: cart
  ports:
    - name: http
      port: 8080
`,
  'templates/b-deployment.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ .Release.Name }}
  namespace: default
spec:
  selector:
    matchLabels:
      app: cart
  template:
    metadata:
      labels:
        app: cart
        version: {{ .Values.version }}
    spec:
      serviceAccountName: seller
      containers:
        - name: cart
          image: example.com/cart:1.0.6
`,
};

/**
 * Stands in for Helm, which not every machine has: `<program> template [-f <values>] <release> <chart>` prints the templates of the
 * chart in the form of Helm.
 */
const STAND_IN = `#!${process.execPath}
const fs = require('node:fs');
const [, , command, ...args] = process.argv;
const [release, chart] = args.slice(-2);
if (command !== 'template') throw new Error('only templates are rendered');
const given = args[0] === '-f' ? args[1] : chart + '/values.yaml';
const values = Object.fromEntries(fs.readFileSync(given, 'utf8').trim().split('\\n').map((line) => line.split(': ')));
for (const name of fs.readdirSync(chart + '/templates').sort()) {
  const text = fs.readFileSync(chart + '/templates/' + name, 'utf8');
  const rendered = text
    .replaceAll('{{ .Release.Name }}', release)
    .replaceAll(/{{ \\.Values\\.(\\w+) }}/g, (_, key) => values[key]);
  console.log('---\\n# Source: cart/templates/' + name + '\\n' + rendered);
}
`;

/** Adds the chart of cart to an app, with more templates and values. */
function addHelm(app: ClusterApp, more: Readonly<Record<string, string>> = {}, values = {}): void {
  const chart = path.join(folder, 'cart');
  for (const [name, text] of Object.entries({ ...CHART, ...more })) {
    fs.mkdirSync(path.dirname(path.join(chart, name)), { recursive: true });
    fs.writeFileSync(path.join(chart, name), text);
  }
  const helmExecutable = path.join(folder, 'helm');
  fs.writeFileSync(helmExecutable, STAND_IN, { mode: 0o755 });
  new Helm(new Chart(app, 'cart'), 'helm', { chart, releaseName: 'cart-v1', helmExecutable, values });
}

/** web and cart run in east, and version v2 of cart in west. Something else makes the Pods of cart. */
function planned(): MeshPlan {
  const mesh = new Mesh('shop');
  const east = mesh.addCluster('east', { gateway: GatewayAddress.parse('192.0.2.1') });
  const west = mesh.addCluster('west', { gateway: GatewayAddress.parse('192.0.2.2') });
  const web = mesh.addService('web', { port: 80, versions: { v1: [east] } });
  const cart = mesh.addService('cart', {
    port: 8080,
    versions: { v1: [east], v2: [west] },
    workloads: 'existing',
    serviceAccountName: 'seller',
  });
  web.calls(cart);
  cart.addRoute([{ to: [{ version: 'v1' }, { version: 'v2' }] }]);
  return mesh.plan(new SniAddressing());
}

/** The app of east, whose objects for cart come from Helm. */
function appOfEast(more: Readonly<Record<string, string>> = {}, values = {}): ClusterApp {
  const outdir = path.join(folder, 'dist');
  const [east] = appsOf(planned(), outdir, {
    east: (app) => {
      addHelm(app, more, values);
    },
  });
  if (east === undefined) throw new Error('the mesh has a cluster');
  return east;
}

test('the objects of a Helm chart are written as Helm renders them, with the labels of the app', () => {
  appOfEast().synth();
  const files = filesUnder(path.join(folder, 'dist/shop/east'));
  expect([...files.keys()]).toEqual(['0000-namespaces.k8s.yaml', 'cart.k8s.yaml', 'mesh.k8s.yaml']);
  const ours = { 'app.kubernetes.io/managed-by': 'cdk8s-istio-multicluster', 'app.kubernetes.io/part-of': 'shop' };
  const ports = [{ name: 'http', port: 8080 }];
  expect(objectsIn(files.get('cart.k8s.yaml') ?? '')).toMatchObject([
    {
      kind: 'Service',
      metadata: { name: 'cart', labels: { ...ours, 'helm.sh/chart': 'cart-1.0.0' } },
      spec: { selector: { app: 'cart' }, ports },
    },
    {
      kind: 'Deployment',
      metadata: { name: 'cart-v1', labels: ours },
      spec: { template: { metadata: { labels: { app: 'cart', version: 'v1' } } } },
    },
  ]);
});

test.each<[string, Readonly<Record<string, string>>, object, readonly [string, string, string]]>([
  [
    'Pods that do not fit the mesh',
    {},
    { version: 'v9' },
    [
      'MC123',
      'The label "version" of the Pods of Deployment.apps default/cart-v1 in cluster "east" must be "v1"',
      'cart/helm/cart-v1-deployment-default',
    ],
  ],
  [
    'a rule for a host of the mesh',
    {
      'templates/c-route.yaml':
        'apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata:\n  name: a\nspec:\n  hosts:\n    - cart\n',
    },
    {},
    ['MC135', 'VirtualService.networking.istio.io default/a', 'cart/helm/a-virtualservice'],
  ],
])('the objects of a Helm chart are checked: %s', (_, more, values, said) => {
  const issues = issuesOf(() => {
    appOfEast(more, values).synth();
  });
  expect(issues.map(({ code, what, at }) => [code, what, at])).toContainEqual([
    said[0],
    expect.stringContaining(said[1]),
    said[2],
  ]);
  expect(fs.existsSync(path.join(folder, 'dist'))).toBe(false);
});
