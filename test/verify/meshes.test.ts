/** @module Where the name of a mesh means one description: in a cluster, and in the folder of an app. */
import * as fs from 'node:fs';
import * as path from 'node:path';
import {
  ClusterApp,
  EndpointDiscovery,
  GatewayAddress,
  Mesh,
  type MeshPlan,
  type MeshProps,
  type Scheme,
  SniAddressing,
} from '../../lib';
import { issuesOf } from '../support/issues';
import { filesUnder } from '../support/manifests';
import { appsOf, temporaryFolder } from '../support/written';

let outdir = '';
beforeEach(() => (outdir = temporaryFolder()));
afterEach(() => {
  fs.rmSync(outdir, { recursive: true });
});

interface Difference extends MeshProps {
  readonly service?: string;
  readonly weight?: number;
  readonly network?: string;
  readonly clusters?: readonly [string, string];
  readonly callFrom?: 'both';
  readonly order?: 'other';
}

/** Describes a mesh named shop: web in one cluster calls a service, which runs in both. */
function describe(difference: Difference = {}): Mesh {
  const { service = 'cart', weight = 10, network = '192.0.2', clusters = ['east', 'west'], ...more } = difference;
  const { callFrom, order, ...props } = more;
  const mesh = new Mesh('shop', props);
  const [one, two] = clusters.map((name, index) =>
    mesh.addCluster(name, { gateway: GatewayAddress.parse(`${network}.${index + 1}`) }),
  );
  if (one === undefined || two === undefined) throw new Error('two clusters were added');
  const addWeb = (): ReturnType<typeof mesh.addService<'v1'>> =>
    mesh.addService('web', { port: 80, versions: { v1: callFrom === 'both' ? [one, two] : [one] } });
  const early = order === 'other' ? undefined : addWeb();
  const cart = mesh.addService(service, { port: 80, versions: { v1: [one], v2: [two] } });
  (early ?? addWeb()).calls(cart);
  cart.addRoute([
    {
      to: [
        { version: 'v1', weight },
        { version: 'v2', weight: 90 },
      ],
    },
  ]);
  return mesh;
}

function planned(difference: Difference = {}, scheme: Scheme = new SniAddressing()): MeshPlan {
  return describe(difference).plan(scheme);
}

function synth(apps: readonly ClusterApp[]): readonly (readonly [string, string])[] {
  return issuesOf(() => {
    ClusterApp.synthAll(apps);
  }).map(({ code, what }) => [code, what]);
}

const other = { service: 'orders' };

test('one description can be written again and again, whatever the order of building it', () => {
  expect(synth(appsOf(planned(), outdir))).toEqual([]);
  const before = filesUnder(outdir);
  expect(synth(appsOf(planned({ order: 'other' }), outdir))).toEqual([]);
  for (const app of appsOf(planned(), outdir)) app.synth();
  expect(filesUnder(outdir)).toEqual(before);
});

test('plans of one mesh are alternatives, in one synth or in several, from one Mesh or from two', () => {
  const mesh = describe();
  const [sni, discovery] = [new SniAddressing(), new EndpointDiscovery()].map((scheme) => mesh.plan(scheme));
  if (sni === undefined || discovery === undefined) throw new Error('there are two plans');
  expect(synth([...appsOf(sni, outdir, {}, 'sni'), ...appsOf(discovery, outdir, {}, 'discovery')])).toEqual([]);
  expect(synth(appsOf(planned({}, new EndpointDiscovery()), outdir, {}, 'more'))).toEqual([]);
});

const DIFFERENCES: readonly (readonly [string, Difference])[] = [
  ['another service', other],
  ['other weights', { weight: 20 }],
  ['other gateways', { network: '198.51.100' }],
  ['least privilege', { leastPrivilege: true }],
  ['a caller in another cluster', { callFrom: 'both' }],
];

test.each(DIFFERENCES)('a later synth replaces a description by one with %s', (_, difference) => {
  const fresh = path.join(outdir, 'fresh');
  expect(synth(appsOf(planned(difference), fresh))).toEqual([]);
  const again = path.join(outdir, 'again');
  for (const each of [{}, difference, {}, difference]) expect(synth(appsOf(planned(each), again))).toEqual([]);
  expect(filesUnder(again)).toEqual(filesUnder(fresh));
});

test('a later synth replaces a description by one with another cluster in place of one', () => {
  const mine = path.join(outdir, 'shop', 'west', 'notes.txt');
  expect(synth(appsOf(planned(), outdir))).toEqual([]);
  fs.writeFileSync(mine, 'mine');
  const more = { clusters: ['east', 'north'] } as const;
  expect(synth(appsOf(planned(more), outdir))).toEqual([]);
  expect(synth(appsOf(planned({ ...more, ...other }), outdir))).toEqual([]);
  expect([...filesUnder(outdir).keys()].map((file) => path.relative('shop', file))).toEqual([
    'east/0000-namespaces.k8s.yaml',
    'east/mesh.k8s.yaml',
    'north/0000-namespaces.k8s.yaml',
    'north/mesh.k8s.yaml',
    'west/notes.txt',
  ]);
  // what was deleted with the cluster is no longer there
  const west = { ...other, clusters: ['east-2', 'west'] } as const;
  expect(synth(appsOf(planned(west), outdir, {}, 'other'))).toEqual([]);
});

test.each(DIFFERENCES)('fails with MC129 for %s in one app of a cluster, but not in all together', (_, difference) => {
  const shop = (each: Difference): readonly ClusterApp[] => appsOf(planned(each), outdir);
  const more = (each: Difference): readonly ClusterApp[] =>
    appsOf(planned(each, new EndpointDiscovery()), outdir, {}, 'more');
  expect(synth([...shop({}), ...more({})])).toEqual([]);
  const before = filesUnder(outdir);
  expect(synth(shop(difference))).toEqual([
    [
      'MC129',
      `The apps "${outdir}/more/east" and "${outdir}/shop/east" must have the same mesh "shop", but the descriptions differ.`,
    ],
  ]);
  expect(filesUnder(outdir)).toEqual(before);
  expect(synth([...shop(difference), ...more(difference)])).toEqual([]);
});

test('fails with MC129 for two meshes of one name in a cluster, in one synth or in several', () => {
  const two = (): readonly ClusterApp[] => appsOf(planned(other), outdir, {}, 'other');
  const said = [
    [
      'MC129',
      `The apps "${outdir}/shop/east" and "${outdir}/other/east" must have the same mesh "shop", but the descriptions differ.`,
    ],
  ];
  expect(synth([...appsOf(planned(), outdir), ...two()])).toEqual(said);
  expect(synth(appsOf(planned(), outdir))).toEqual([]);
  expect(synth(two())).toEqual(said);
  expect(fs.existsSync(path.join(outdir, 'other'))).toBe(false);
});

test('fails with MC129 if one cluster of an app would be of one mesh, and another of another', () => {
  const [east] = appsOf(planned(), outdir);
  const [, west] = appsOf(planned(other), outdir);
  if (west === undefined) throw new Error('there are two clusters');
  east?.synth();
  const said = [
    [
      'MC129',
      `The apps "${outdir}/shop/east" and "${outdir}/shop/west" must have the same mesh "shop", but the descriptions differ.`,
    ],
  ];
  expect(
    issuesOf(() => {
      west.synth();
    }).map(({ code, what }) => [code, what]),
  ).toEqual(said);
  expect(synth([west])).toEqual(said);
  // also if both had the description that one keeps
  expect(synth(appsOf(planned(), outdir))).toEqual([]);
  expect(synth([west])).toEqual(said);
});

test('meshes of one name can be in other clusters, or in another output folder', () => {
  expect(synth(appsOf(planned(), outdir, {}, 'staging'))).toEqual([]);
  expect(synth(appsOf(planned({ ...other, clusters: ['east-2', 'west-2'] }), outdir, {}, 'production'))).toEqual([]);
  expect(synth(appsOf(planned(other), path.join(outdir, 'production')))).toEqual([]);
  // the first still counts
  expect(synth(appsOf(planned(other), outdir, {}, 'other')).map(([code]) => code)).toEqual(['MC129']);
});

test('what has been removed since it was written is compared with nothing', () => {
  expect(synth(appsOf(planned(), outdir))).toEqual([]);
  fs.rmSync(path.join(outdir, 'shop'), { recursive: true });
  expect(synth(appsOf(planned(other), outdir, {}, 'other'))).toEqual([]);
});

test('says what to do about two meshes of one name', () => {
  expect(synth(appsOf(planned(), outdir))).toEqual([]);
  const issues = issuesOf(() => {
    ClusterApp.synthAll(appsOf(planned(other), outdir, {}, 'other'));
  });
  expect(issues.map(({ fix }) => fix)).toEqual([
    'Give one of the two meshes another name, or another "outdir" if it is for other clusters. If the description has changed since the process wrote one of them, write all its apps with one synthAll.',
  ]);
});

test('fails with MC130 if the clusters of an app would be planned with different schemes', () => {
  expect(synth(appsOf(planned(), outdir))).toEqual([]);
  const [east, west] = appsOf(planned({}, new EndpointDiscovery()), outdir);
  if (east === undefined || west === undefined) throw new Error('there are two clusters');
  const said = [
    [
      'MC130',
      `The apps "${outdir}/shop/west" and "${outdir}/shop/east" must be planned with one scheme, but are planned with SniAddressing and EndpointDiscovery.`,
    ],
  ];
  expect(
    issuesOf(() => {
      east.synth();
    }).map(({ code, what }) => [code, what]),
  ).toEqual(said);
  // both together replace everything
  expect(synth([east, west])).toEqual([]);
});
