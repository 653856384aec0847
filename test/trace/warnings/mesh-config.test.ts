/** @module Tests what a mesh says of a MeshConfig that Istio refuses or ignores. */
import { readManifests } from '../../../lib/manifests';
import { TracedMesh } from '../../../lib/trace';

const REFUSED = 'outboundTrafficPolicy: { mode: REGISTRY_ONLYY }';

test('what Istio refuses or ignores in the MeshConfig of a cluster is reported', () => {
  const text = `apiVersion: v1
kind: ConfigMap
metadata: { name: istio, namespace: istio-system }
data:
  mesh: |
    ${REFUSED}
    trustDomian: east
`;
  const { objects } = readManifests(text, 'all.yaml');
  const { warnings } = new TracedMesh([{ name: 'c', objects }]);
  expect(warnings.map(({ code, what, fix, at }) => [at, `${code} ${what} ${fix}`])).toEqual([
    [
      'all.yaml:5:3',
      'MC232 outboundTrafficPolicy.mode of the MeshConfig of cluster "c" must be REGISTRY_ONLY, ALLOW_ANY or ALLOW_ANY_DYNAMIC_DNS, but is "REGISTRY_ONLYY". Did you mean "REGISTRY_ONLY"? Correct it. Istio refuses the whole MeshConfig as it is. The trace follows it all the same, without this field.',
    ],
    [
      'all.yaml:5:3',
      'MC232 The MeshConfig of cluster "c" must have only fields that Istio has, but has "trustDomian". Did you mean "trustDomain"? Correct or remove it. Istio ignores it, and so does the trace.',
    ],
  ]);
});

test('a MeshConfig that is given for several clusters is reported once', () => {
  const clusters = ['a', 'b'].map((name) => ({ name, objects: [] }));
  const facts = { clusters: new Map(clusters.map(({ name }) => [name, { config: REFUSED }])) };
  expect(new TracedMesh(clusters, facts).warnings.map(({ code }) => code)).toEqual(['MC232']);
});
