/** @module Tests that the commands in docs/apply.md delete every kind of object that the library writes, except Namespaces. */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { bookinfoContainer, ClusterApp, ClusterChart, GatewayAddress, Mesh, SniAddressing } from '../../lib';
import { objectsIn } from '../support/manifests';

interface Kind {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly labels?: Readonly<Record<string, string>> };
}

const [, others = '', routes = '', all = '', rest = ''] = fs
  .readFileSync(path.join(__dirname, '../../docs/apply.md'), 'utf8')
  .replaceAll(/\\\n\s*/g, '')
  .split('\n')
  .filter((line) => line.startsWith('kubectl '));

/** The objects of a mesh with every kind of object that the library writes. */
function objects(): readonly Kind[] {
  const mesh = new Mesh('shop', { leastPrivilege: true });
  const [east, west] = ['192.0.2.6', '192.0.2.7'].map((address, index) =>
    mesh.addCluster(index === 0 ? 'east' : 'west', { gateway: GatewayAddress.parse(address) }),
  );
  if (east === undefined || west === undefined) throw new Error('there are two clusters');
  const web = mesh.addService('web', { port: 80, versions: { v1: [east] } });
  web.calls(mesh.addService('cart', { port: 80, versions: { v1: [east, west] }, distribution: 'spread' }));
  return mesh.plan(new SniAddressing()).clusters.flatMap((plan) => {
    const app = new ClusterApp({ name: 'shop', plan });
    new ClusterChart(app, 'mesh', { container: bookinfoContainer });
    return objectsIn(app.synthYaml()) as readonly Kind[];
  });
}

const written = objects().filter(({ kind }) => kind !== 'Namespace');
const kinds = [...new Set(written.map(({ apiVersion, kind }) => `${apiVersion}/${kind}`))].sort();

function allowed(command: string): readonly string[] {
  return [...command.matchAll(/--prune-allowlist=(\S+)/g)].map(([, kind = '']) => kind.replace('core/', '')).sort();
}

test('a mesh with everything has ten kinds of objects', () => {
  expect(kinds).toHaveLength(10);
});

test('the list of kinds is what the library writes, and routes are deleted before the rest', () => {
  expect(allowed(all)).toEqual(kinds);
  expect(allowed(routes)).toEqual(['networking.istio.io/v1/VirtualService']);
});

test('the first round applies everything except routes', () => {
  const [, label = ''] = / -l '!(\S+)'$/.exec(others) ?? [];
  const unlabelled = written.filter(({ metadata }) => metadata.labels?.[label] === undefined);
  expect([...new Set(unlabelled.map(({ apiVersion, kind }) => `${apiVersion}/${kind}`))].sort()).toEqual(
    kinds.filter((kind) => !allowed(routes).includes(kind)),
  );
});

test('the command for a namespace that is no longer described has the same kinds', () => {
  const [, listed = ''] = /-n old (\S+)/.exec(rest) ?? [];
  const plural = (kind: string): string => `${kind.toLowerCase()}s`.replace(/(?<![aeiou])ys$/, 'ies');
  const named = kinds.map((each) => plural(each.split('/').at(-1) ?? ''));
  // a gateway is in the namespace of its proxy, which other meshes use too
  expect(listed.split(',').sort()).toEqual(named.filter((kind) => kind !== 'gateways').sort());
});

test.each([routes, all, rest])('%s selects the labels that everything has', (command) => {
  const [, selector = ''] = / -l (\S+)/.exec(command) ?? [];
  const labels = Object.fromEntries(selector.split(',').map((each) => each.split('=')));
  for (const { metadata } of written) expect(metadata.labels).toMatchObject(labels);
});
