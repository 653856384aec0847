/** @module Tests what a mesh says of the ConfigMaps of Istio. */
import { readObject } from '../../../lib/manifests';
import { type MeshFacts, TracedMesh } from '../../../lib/trace';

describe('the ConfigMaps of Istio', () => {
  const warned = (maps: Readonly<Record<string, string>>, facts: MeshFacts = {}): readonly string[] => {
    const objects = Object.entries(maps).map(([name, mesh]) =>
      readObject(
        { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'istio-system' }, data: { mesh } },
        'a.yaml:1:1',
      ),
    );
    return new TracedMesh([{ name: 'cluster1', objects }], facts).warnings.map(({ code, what }) => `${code} ${what}`);
  };

  test.each(['{ outboundTrafficPolicy: [', '- a', 'text', 'kind: ConfigMap'])('are reported if they say %s', (mesh) => {
    expect(warned({ istio: mesh })).toEqual([
      'MC233 "data.mesh" of ConfigMap istio-system/istio in cluster "cluster1" must be a map in YAML, but is not. The trace takes Istio\'s default.',
    ]);
  });

  test('are reported if several are for revisions, and none is named istio', () => {
    expect(warned({ 'istio-a': '', 'istio-b': '' })).toEqual([
      'MC234 Cluster "cluster1" must have one MeshConfig for a trace to follow, but has ConfigMap istio-system/istio-a and ConfigMap istio-system/istio-b. The trace follows that of ConfigMap istio-system/istio-a.',
    ]);
    expect(warned({ 'istio-a': '', 'istio-b': '', istio: 'trustDomain: b' })).toEqual([]);
  });

  test('do not matter if a user has said what counts', () => {
    const facts = { clusters: new Map([['cluster1', { config: '' }]]) };
    expect(warned({ 'istio-a': '[', 'istio-b': '' }, facts)).toEqual([]);
  });
});
