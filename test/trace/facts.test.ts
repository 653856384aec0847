/** @module Tests what may be said about a mesh that its manifests do not tell. */
import { type ClusterFacts, type MeshFacts, TracedMesh } from '../../lib/trace';
import { issuesOf } from '../support/issues';

const told = (facts: MeshFacts): TracedMesh =>
  TracedMesh.of(
    ['east', 'west'].map((name) => ({ name, objects: [] })),
    facts,
  );

const faults = (facts: MeshFacts): readonly (readonly [string, string])[] =>
  issuesOf(() => told(facts)).map(({ code, what, fix }) => [code, `${what} ${fix}`]);

test('facts about clusters are taken', () => {
  const gateways = new Map(
    ['192.0.2.1', '2001:db8::1', 'gateway.example.com', '${WEST}'].map((each) => [each, 'west']),
  );
  const clusters = new Map([
    ['east', { locality: '' }],
    ['west', { locality: 'us-south/zone1' }],
  ]);
  expect(() => told({ gateways, clusters })).not.toThrow();
});

test.each<[string, string, string, string]>([
  [
    'an unknown cluster',
    '192.0.2.6',
    'wset',
    'MC222 The cluster behind the address "192.0.2.6" must be one whose manifests are given, but is "wset". Did you mean "west"? The clusters are "east" and "west".',
  ],
  [
    'a cluster in place of the address',
    'west',
    '192.0.2.6',
    'MC222 The cluster behind the address "west" must be one whose manifests are given, but is "192.0.2.6". Swap the address and the cluster.',
  ],
  [
    'an address with a port',
    '192.0.2.6:15443',
    'west',
    'MC218 The address of the gateway of cluster "west" must be an IP address, a DNS name or a placeholder like ${NAME}, without a port, but is "192.0.2.6:15443". Write the address as the endpoints in the manifests have it.',
  ],
])('fails for %s', (_, address, cluster, wanted) => {
  expect(faults({ gateways: new Map([[address, cluster]]) }).map((each) => each.join(' '))).toEqual([wanted]);
});

test.each(['{ a: [', '- a', 'text', 'kind: ConfigMap'])('fails for the MeshConfig %s', (config) => {
  const clusters = new Map([['east', { config }]]);
  expect(faults({ clusters })).toEqual([
    ['MC233', 'The MeshConfig of cluster "east" must be a map in YAML, but is not. Correct the YAML.'],
  ]);
});

test('fails for a release of Istio that is not followed', () => {
  const clusters = new Map<string, ClusterFacts>();
  // @ts-expect-error JavaScript may pass it
  clusters.set('east', { istio: '1.29' });
  // @ts-expect-error JavaScript may pass it
  clusters.set('west', { istio: 1.31 });
  expect(faults({ clusters })).toEqual([
    [
      'MC238',
      'Istio of cluster "east" must be 1.30 or 1.31, but is "1.29". Name the nearest one. What else differs between releases is rare.',
    ],
    ['MC238', expect.stringContaining('but is 1.31.')],
  ]);
});

test('all faults are reported', () => {
  const gateways = new Map([['192.0.2.6', 'north']]);
  const clusters = new Map([
    ['esat', {}],
    ['west', { locality: 'a/b/c/d' }],
  ]);
  expect(faults({ gateways, clusters })).toEqual([
    ['MC222', expect.stringContaining('"north"')],
    [
      'MC222',
      'Facts must be about a cluster whose manifests are given, but there is no cluster "esat". Did you mean "east"? The clusters are "east" and "west".',
    ],
    [
      'MC219',
      'The locality of cluster "west" must be a region, optionally with a zone and a subzone, but is "a/b/c/d". Write a locality such as us-south/zone1.',
    ],
  ]);
});
