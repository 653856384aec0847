/** @module Tests which Namespaces are written, and by which revision of Istio sidecars are injected into them. */
import { EndpointDiscovery, GatewayAddress, Mesh, type MeshProps, SniAddressing } from '../../../lib';
import { issuesOf } from '../../support/issues';

function described(props: MeshProps, ...namespaces: readonly string[]): Mesh {
  const mesh = new Mesh('shop', props);
  const east = mesh.addCluster('east');
  for (const namespace of namespaces) mesh.addService('web', { port: 80, versions: { v1: [east] }, namespace });
  return mesh;
}

/** The labels of the Namespaces by their names. */
function written(props: MeshProps, ...namespaces: readonly string[]): object {
  const [plan] = described(props, ...namespaces).plan(new SniAddressing()).clusters;
  return Object.fromEntries(plan?.namespaces.map(({ metadata }) => [metadata.name, metadata.labels]) ?? []);
}

const ENABLED = { 'istio-injection': 'enabled' };

test('Namespaces have the label of the default revision, also default', () => {
  expect(written({}, 'default', 'shop')).toEqual({ default: ENABLED, shop: ENABLED });
});

test('a revision takes the place of that label, because Istio ignores it beside that label', () => {
  expect(written({ revision: '1-31-0' }, 'default', 'shop')).toEqual({
    default: { 'istio.io/rev': '1-31-0' },
    shop: { 'istio.io/rev': '1-31-0' },
  });
});

test('a revision can be for one namespace', () => {
  expect(written({ revision: { shop: 'canary' } }, 'default', 'shop')).toEqual({
    default: ENABLED,
    shop: { 'istio.io/rev': 'canary' },
  });
});

test.each(['kube-system', 'kube-public', 'kube-node-lease', 'local-path-storage', 'istio-system'])(
  'Namespace %s is never written, whatever of the mesh is in it',
  (namespace) => {
    expect(written({ revision: 'canary' }, namespace, 'shop')).toEqual({ shop: { 'istio.io/rev': 'canary' } });
    const mesh = new Mesh('shop', { revision: { [namespace]: 'canary' } });
    const clusters = [
      mesh.addCluster('east', { gateway: { addresses: [GatewayAddress.parse('192.0.2.1')], namespace } }),
    ] as const;
    const web = mesh.addService('web', { port: 80, versions: { v1: clusters }, namespace });
    const account = { serviceAccountName: 'caller', clusters, namespace };
    const api = mesh.addExternalService('api', { host: 'api.example.com', port: 443, namespace });
    for (const caller of [mesh.addCaller('worker', account), mesh.addIngressGateway('ingress', account)])
      caller.calls(web);
    web.calls(api);
    for (const scheme of [new SniAddressing(), new EndpointDiscovery()])
      expect(mesh.plan(scheme).clusters[0]?.namespaces).toEqual([]);
  },
);

test.each<[string, string, unknown]>([
  [
    'MC171 "revision" of mesh "shop" must be the name of a revision or of a revision tag, but is "a b".',
    "Write it like '1-31-0' or 'canary', as \"istioctl tag list\" shows it.",
    'a b',
  ],
  [
    'MC171 "revision.shop" of mesh "shop" must be the name of a revision or of a revision tag, but is "".',
    "Write it like '1-31-0' or 'canary', as \"istioctl tag list\" shows it.",
    { shop: '' },
  ],
  [
    'MC172 "revision" of mesh "shop" must be for namespaces of the mesh, but has "shpo", and the mesh has only "default" and "shop".',
    'Did you mean "shop"? Name a namespace of the mesh.',
    { shpo: 'canary' },
  ],
])('fails with %s', (text, fix, revision) => {
  const mesh = described({ revision } as MeshProps, 'default', 'shop');
  const issues = issuesOf(() => mesh.plan(new SniAddressing()));
  expect(issues.map((issue) => [`${issue.code} ${issue.what}`, issue.fix])).toEqual([[text, fix]]);
});

test('fails with MC173 for a revision of existing Namespaces', () => {
  const mesh = described({ revision: 'canary', namespaces: 'existing' }, 'shop');
  expect(issuesOf(() => mesh.plan(new SniAddressing()))).toEqual([
    expect.objectContaining({
      code: 'MC173',
      what: '"revision" of mesh "shop" must be left out with namespaces "existing", which the library does not label.',
    }),
  ]);
});
