/** @module Tests the names of meshes, clusters, services, versions and namespaces. */
import { type Cluster, Mesh, SniAddressing } from '../../lib';
import { compareNames } from '../../lib/mesh';
import { issuesOf } from '../support/issues';

const long = 'a'.repeat(64);

function withNames(names: {
  mesh?: string;
  cluster?: string;
  service?: string;
  version?: string;
  namespace?: string;
}): Mesh {
  const mesh = new Mesh(names.mesh ?? 'shop');
  const east = mesh.addCluster(names.cluster ?? 'east');
  const versions: Record<string, readonly [Cluster]> = { [names.version ?? 'v1']: [east] };
  mesh.addService(names.service ?? 'web', { port: 80, versions, namespace: names.namespace ?? 'default' });
  return mesh;
}

test.each([
  ['mesh', 'Shop', 'shop'],
  ['cluster', 'us_east', 'us-east'],
  ['cluster', '../east', 'east'],
  ['service', '-web', 'web'],
  ['service', '2web', undefined],
  ['namespace', 'prod.', 'prod'],
  ['namespace', '', undefined],
])('fails with MC001 when the %s is called %j', (what, name, meant) => {
  const issues = issuesOf(() => withNames({ [what]: name }).plan(new SniAddressing()));
  expect(issues).toContainEqual(
    expect.objectContaining({
      code: 'MC001',
      what: expect.stringContaining(what),
      got: JSON.stringify(name),
      fix: meant === undefined ? 'Choose a name such as "cart" or "cart-2".' : `Did you mean "${meant}"? Rename it.`,
    }),
  );
});

test.each([
  ['v 1', 'v-1'],
  ['1.0.', '1.0'],
  ['a/b', 'a-b'],
  ['ü', undefined],
  ['', undefined],
])('fails with MC165 when a version is called %j', (version, meant) => {
  expect(issuesOf(() => withNames({ version }).plan(new SniAddressing()))).toEqual([
    expect.objectContaining({
      code: 'MC165',
      what: `The name of a version of service "web" must be the value of a label (letters, digits, "-", "_" and ".", with a letter or digit at both ends), but is "${version}".`,
      fix:
        meant === undefined
          ? 'Choose a name such as "v2", "1.0.6" or "2024-01-01".'
          : `Did you mean "${meant}"? Rename it.`,
    }),
  ]);
});

// read with sigs.k8s.io/yaml, as kubectl does: "1e_3" is 1000
test.each(['0O17', '0X1F', '0B11', '0o_7', '1e_3', '1_0.0e1_2', '0_x1'])(
  'fails with MC165 for version %j, which cdk8s does not quote and Kubernetes reads as a number',
  (version) => {
    expect(issuesOf(() => withNames({ version }).plan(new SniAddressing()))).toEqual([
      expect.objectContaining({
        code: 'MC165',
        what: `The name of a version of service "web" must not look like a number, but is "${version}".`,
        fix: 'Choose another name: Kubernetes would read this one as a number.',
      }),
    ]);
  },
);

test.each(['mesh', 'cluster', 'service', 'version', 'namespace'])(
  'fails with MC002 when the %s has 64 characters',
  (what) => {
    const issues = issuesOf(() => withNames({ [what]: long }).plan(new SniAddressing()));
    expect(issues).toContainEqual(expect.objectContaining({ code: 'MC002', got: JSON.stringify(long) }));
  },
);

test('a name of 63 characters is not shortened', () => {
  const name = 'a'.repeat(63);
  const plan = withNames({ cluster: name, service: name, version: name, namespace: name }).plan(new SniAddressing());
  const workloads = plan.clusters[0]?.services[0]?.workloads;
  expect(workloads?.deployments[0]?.resource.metadata.name).toBe(`${name}-${name}`);
  expect(workloads?.serviceAccount?.metadata.name).toBe(`shop-${name}`);
});

test.each([
  ['MC033', 'Web_Account'],
  ['MC002', `${'a.'.repeat(127)}a`],
])('fails with %s when the service account is called %j', (code, serviceAccountName) => {
  const mesh = new Mesh('shop');
  mesh.addService('web', { port: 80, versions: { v1: [mesh.addCluster('east')] }, serviceAccountName });
  expect(issuesOf(() => mesh.plan(new SniAddressing()))).toEqual([
    expect.objectContaining({ code, what: expect.stringMatching(/^"serviceAccountName" of service "web" must /) }),
  ]);
});

test('names are ordered by the numbers in them, and different names always have the same order', () => {
  expect(['v10', 'v2', 'v02', 'v1'].sort(compareNames)).toEqual(['v1', 'v02', 'v2', 'v10']);
  expect(['v2', 'v02'].sort(compareNames)).toEqual(['v02', 'v2']);
});
