/** @module Services and callers in istio-system, the root namespace of Istio, which is not labelled for injection. */
import { ApiObject, JsonPatch } from 'cdk8s';
import {
  type ClusterApp,
  EndpointDiscovery,
  GatewayAddress,
  Mesh,
  type MeshPlan,
  type MeshProps,
  type Scheme,
  SniAddressing,
} from '../../lib';
import { issuesOf } from '../support/issues';
import { issuesOfWriting, saidOfWriting } from '../support/written';

const ROOT = 'istio-system';
const INJECT = 'sidecar.istio.io/inject';

interface Variation extends MeshProps {
  readonly workloads?: 'existing';
  readonly caller?: boolean;
  readonly namespace?: string;
  readonly scheme?: Scheme;
}

/** The worker reports, or the service web, runs in east, and calls tools, whose v1 runs in east and v2 in west. */
function planned(variation: Variation = {}): MeshPlan {
  const { workloads, caller, namespace = ROOT, scheme = new SniAddressing(), ...props } = variation;
  const mesh = new Mesh('shop', props);
  const east = mesh.addCluster('east', { gateway: GatewayAddress.parse('192.0.2.1') });
  const west = mesh.addCluster('west', { gateway: GatewayAddress.parse('192.0.2.2') });
  const account = { serviceAccountName: 'tools', namespace };
  const versions = { v1: [east], v2: [west] };
  const tools =
    workloads === undefined
      ? mesh.addService('tools', { port: 80, versions, ...account })
      : mesh.addService('tools', { port: 80, versions, workloads, ...account });
  const reports = { serviceAccountName: 'reports', namespace: ROOT };
  if (caller === true) mesh.addCaller('reports', { clusters: [east], ...reports }).calls(tools);
  else mesh.addService('web', { port: 80, versions: { v1: [east] }, serviceAccountName: 'web' }).calls(tools);
  tools.addRoute([{ to: [{ version: 'v1' }, { version: 'v2' }] }]);
  return mesh.plan(scheme);
}

/** The labels of the Pods of tools in east that are about injection. */
function injectionOf(plan: MeshPlan): object {
  const tools = plan.clusters[0]?.services.find(({ service }) => service.name === 'tools');
  const labels = tools?.workloads?.deployments[0]?.resource.spec.template.metadata.labels ?? {};
  return Object.fromEntries(Object.entries(labels).filter(([key]) => key === INJECT || key === 'istio.io/rev'));
}

test('generated Pods have a label of their own for injection there, by the revision of the mesh, and nowhere else', () => {
  expect(injectionOf(planned())).toEqual({ [INJECT]: 'true' });
  expect(injectionOf(planned({ scheme: new EndpointDiscovery() }))).toEqual({ [INJECT]: 'true' });
  expect(injectionOf(planned({ namespaces: 'existing' }))).toEqual({ [INJECT]: 'true' });
  expect(injectionOf(planned({ revision: 'canary' }))).toEqual({ 'istio.io/rev': 'canary' });
  expect(injectionOf(planned({ revision: { [ROOT]: 'canary' } }))).toEqual({ 'istio.io/rev': 'canary' });
  expect(injectionOf(planned({ namespace: 'default', revision: 'canary' }))).toEqual({});
});

test('generated Pods there keep the label, and everything is written', () => {
  const plan = planned();
  expect(saidOfWriting(plan, {})).toEqual([]);
  const bare = (app: ClusterApp): void => {
    const object = app.node.findAll().find((each) => each instanceof ApiObject && each.name === 'tools-v1');
    if (!(object instanceof ApiObject)) throw new Error('tools-v1 is in the app');
    object.addJsonPatch(JsonPatch.remove('/spec/template/metadata/labels/sidecar.istio.io~1inject'));
  };
  expect(saidOfWriting(plan, { east: bare }).map(([code]) => code)).toEqual(['MC139']);
});

/** The Service of tools. */
const SERVICE = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'tools', namespace: ROOT },
  spec: { selector: { app: 'tools' }, ports: [{ name: 'http', port: 80 }] },
};

/** A workload in istio-system. */
function workload(name: string, serviceAccountName: string, labels: object): object {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: ROOT },
    spec: { template: { metadata: { labels }, spec: { serviceAccountName, containers: [{ name: 'main' }] } } },
  };
}

const LABELLED: readonly (readonly [string, object, object])[] = [
  ['the label for injection', { [INJECT]: 'true' }, {}],
  ['the label of a revision', { 'istio.io/rev': 'canary' }, {}],
  ['a labelled Namespace', {}, { 'istio-injection': 'enabled' }],
];

/** The Namespace istio-system, if it has labels in the app. */
function namespace(labels: object): readonly object[] {
  const isThere = Object.keys(labels).length > 0;
  return isThere ? [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: ROOT, labels } }] : [];
}

/** What is said of existing workloads of tools whose Pods have some more labels. */
function saidOfExisting(labels: object, ofNamespace: object = {}): readonly (readonly [string, string, string])[] {
  const at = (version: string): readonly object[] => [
    SERVICE,
    workload(version, 'tools', { app: 'tools', version, 'service.istio-multicluster/tools': 'true', ...labels }),
    ...namespace(ofNamespace),
  ];
  const issues = issuesOfWriting(planned({ workloads: 'existing' }), { east: at('v1'), west: at('v2') });
  return issues.map(({ code, what, fix }) => [code, what, fix]);
}

test.each(LABELLED)('existing Pods there are valid with %s', (_, labels, ofNamespace) => {
  expect(saidOfExisting(labels, ofNamespace)).toEqual([]);
});

test('fails with MC142 for existing Pods there without a label for injection', () => {
  expect(saidOfExisting({})).toEqual([
    [
      'MC142',
      'The Pods of Deployment.apps istio-system/v2 in cluster "west" must have a sidecar, because gateways pass requests only to such Pods, but they have no label "sidecar.istio.io/inject: true", and Namespace istio-system is not labelled for injection.',
      'Let them be injected. If they serve no requests, take away the labels by which Service istio-system/tools selects them.',
    ],
  ]);
});

test('fails with MC142 for the Pods of a caller there without a label for injection', () => {
  const said = (labels: object, ofNamespace: object = {}): readonly (readonly [string, string])[] =>
    saidOfWriting(planned({ caller: true }), {
      east: [workload('worker', 'reports', labels), ...namespace(ofNamespace)],
    });
  for (const [, labels, ofNamespace] of LABELLED) expect(said(labels, ofNamespace)).toEqual([]);
  expect(said({})).toEqual([
    [
      'MC142',
      'The Pods of Deployment.apps istio-system/worker in cluster "east" must have a sidecar, because sidecars obey the rules of service "tools", which they call, but they have no label "sidecar.istio.io/inject: true", and Namespace istio-system is not labelled for injection.',
    ],
  ]);
});

test('Pods there need no label if they need no sidecar', () => {
  const mesh = new Mesh('shop');
  const east = mesh.addCluster('east');
  const web = mesh.addService('web', { port: 80, versions: { v1: [east] } });
  const tools = { workloads: 'existing', serviceAccountName: 'tools', namespace: ROOT } as const;
  web.calls(mesh.addService('tools', { port: 80, versions: { v1: [east] }, ...tools }));
  const pods = workload('v1', 'tools', { app: 'tools', version: 'v1' });
  expect(saidOfWriting(mesh.plan(new SniAddressing()), { east: [SERVICE, pods] })).toEqual([]);
});

test.each([new SniAddressing(), new EndpointDiscovery()])(
  'under leastPrivilege, fails with MC191 for a service there, and not for a caller',
  (scheme) => {
    const strict = { leastPrivilege: true, caller: true, scheme };
    expect(planned({ ...strict, namespace: 'default' }).clusters).toHaveLength(2);
    const issues = issuesOf(() => planned(strict));
    expect(issues.map(({ code, what, fix, got }) => [code, what, fix, got])).toEqual([
      [
        'MC191',
        '"tools" must not be in namespace "istio-system" under leastPrivilege, because Istio would apply its AuthorizationPolicy to Pods in all namespaces, and ignore its PeerAuthentication.',
        'Put the service into another namespace, or leave it out of the mesh.',
        '"istio-system"',
      ],
    ]);
  },
);
