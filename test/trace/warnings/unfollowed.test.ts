/** @module Tests which objects a mesh warns of because a trace does not follow them. */
import { readObject } from '../../../lib/manifests';
import { TracedMesh } from '../../../lib/trace';

const found = (...kinds: readonly (readonly [string, string])[]): readonly (readonly [string, string])[] => {
  const objects = kinds.map(([apiVersion, kind]) =>
    readObject({ apiVersion, kind, metadata: { name: 'it', namespace: 'default' } }, 'cluster1.yaml:1:1'),
  );
  const { warnings } = new TracedMesh([{ name: 'cluster1', objects }]);
  // objects without a spec are refused, too
  return warnings.filter(({ code }) => code !== 'MC236').map(({ code, object }) => [code, object]);
};

test.each([
  ['networking.istio.io/v1alpha3', 'EnvoyFilter'],
  ['networking.istio.io/v1beta1', 'ProxyConfig'],
  ['extensions.istio.io/v1alpha1', 'TrafficExtension'],
  ['extensions.istio.io/v1alpha1', 'WasmPlugin'],
  ['gateway.networking.k8s.io/v1', 'Gateway'],
  ['gateway.networking.k8s.io/v1', 'HTTPRoute'],
  ['gateway.networking.k8s.io/v1', 'GRPCRoute'],
  ['gateway.networking.k8s.io/v1', 'TCPRoute'],
  ['gateway.networking.k8s.io/v1', 'TLSRoute'],
  ['gateway.networking.k8s.io/v1', 'BackendTLSPolicy'],
  ['gateway.networking.k8s.io/v1', 'ListenerSet'],
  ['gateway.networking.x-k8s.io/v1alpha1', 'XBackendTrafficPolicy'],
  ['gateway.networking.x-k8s.io/v1alpha1', 'XListenerSet'],
  ['inference.networking.k8s.io/v1', 'InferencePool'],
  ['multicluster.x-k8s.io/v1alpha1', 'ServiceImport'],
  ['security.istio.io/v1', 'RequestAuthentication'],
  ['networking.k8s.io/v1', 'NetworkPolicy'],
])('%s %s is not followed', (apiVersion, kind) => {
  expect(found([apiVersion, kind])).toEqual([['MC214', `${kind}.${apiVersion.replace(/\/.*/, '')} default/it`]]);
});

test('a warning says what the object may do', () => {
  const saidOf = (apiVersion: string, kind: string): readonly string[] => {
    const object = readObject({ apiVersion, kind, metadata: { name: 'it' } }, 'cluster1.yaml:1:1');
    return new TracedMesh([{ name: 'cluster1', objects: [object] }]).warnings.map(({ what }) => what);
  };
  expect([
    ...saidOf('extensions.istio.io/v1alpha1', 'WasmPlugin'),
    ...saidOf('security.istio.io/v1', 'RequestAuthentication'),
    ...saidOf('networking.k8s.io/v1', 'NetworkPolicy'),
  ]).toEqual([
    'WasmPlugin.extensions.istio.io default/it in cluster "cluster1" may change where requests go, but a trace does not follow it.',
    'RequestAuthentication.security.istio.io default/it in cluster "cluster1" refuses requests whose tokens are not valid, but a trace does not follow it.',
    'NetworkPolicy.networking.k8s.io default/it in cluster "cluster1" may close connections, but a trace does not follow it.',
  ]);
});

test('what is followed, and what changes nothing, is not reported', () => {
  expect(
    found(['networking.istio.io/v1', 'Gateway'], ['networking.istio.io/v1', 'Sidecar'], ['v1', 'ConfigMap']),
  ).toEqual([]);
});

const reported = (apiVersion: string, kind: string, more: object): readonly string[] => {
  const object = readObject({ apiVersion, kind, metadata: { name: 'it' }, ...more }, 'cluster1.yaml:1:1');
  return new TracedMesh([{ name: 'cluster1', objects: [object] }]).warnings.map(({ code }) => code);
};

const inMode = (labels: object): object => ({ metadata: { name: 'it', labels } });
const withPods = (labels: object): object => ({
  spec: { template: { metadata: { labels }, spec: { containers: [] } } },
});

test.each<[string, string, string, object, object]>([
  [
    'an AuthorizationPolicy that asks someone else',
    'security.istio.io/v1',
    'AuthorizationPolicy',
    { spec: { action: 'CUSTOM', provider: { name: 'it' }, rules: [{}] } },
    { spec: { action: 'DENY', rules: [{}] } },
  ],
  [
    'an Ingress of Istio',
    'networking.k8s.io/v1',
    'Ingress',
    { spec: { ingressClassName: 'istio' } },
    { spec: { ingressClassName: 'nginx' } },
  ],
  [
    'an Ingress of Istio by its annotation',
    'networking.k8s.io/v1',
    'Ingress',
    { metadata: { name: 'it', annotations: { 'kubernetes.io/ingress.class': 'istio' } } },
    {
      metadata: { name: 'it', annotations: { 'kubernetes.io/ingress.class': 'nginx' } },
      spec: { ingressClassName: 'istio' },
    },
  ],
  [
    'a Namespace in ambient mode',
    'v1',
    'Namespace',
    inMode({ 'istio.io/dataplane-mode': 'ambient' }),
    inMode({ 'istio-injection': 'enabled' }),
  ],
  [
    'a Pod in ambient mode',
    'v1',
    'Pod',
    inMode({ 'istio.io/dataplane-mode': 'ambient' }),
    inMode({ 'istio.io/dataplane-mode': 'none' }),
  ],
  [
    'a Deployment in ambient mode',
    'apps/v1',
    'Deployment',
    withPods({ 'istio.io/dataplane-mode': 'ambient' }),
    withPods({ app: 'it' }),
  ],
  [
    'a Service with a waypoint',
    'v1',
    'Service',
    inMode({ 'istio.io/use-waypoint': 'waypoint' }),
    inMode({ 'istio.io/use-waypoint': 'none' }),
  ],
  [
    'a Namespace with a waypoint',
    'v1',
    'Namespace',
    inMode({ 'istio.io/use-waypoint': 'waypoint' }),
    inMode({ 'istio-injection': 'enabled' }),
  ],
])('%s is not followed', (_, apiVersion, kind, more, other) => {
  expect(reported(apiVersion, kind, more)).toEqual(['MC214']);
  expect(reported(apiVersion, kind, other)).toEqual([]);
});

test('an Ingress without a class, or of another one, is Istio’s if the MeshConfig says so', () => {
  const ingress = { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata: { name: 'it' } };
  const own = { ...ingress, metadata: { name: 'own', annotations: { 'kubernetes.io/ingress.class': 'own' } } };
  const objects = [ingress, own].map((each) => readObject(each, 'cluster1.yaml:1:1'));
  const found = (config: string): readonly string[] =>
    new TracedMesh([{ name: 'cluster1', objects }], { clusters: new Map([['cluster1', { config }]]) }).warnings.map(
      ({ object }) => object,
    );
  expect(found('')).toEqual([]);
  expect(found('ingressControllerMode: DEFAULT')).toEqual(['Ingress.networking.k8s.io default/it']);
  expect(found('ingressClass: own')).toEqual(['Ingress.networking.k8s.io default/own']);
});

test('an Ingress of a class that is Istio’s is not followed', () => {
  const objects = [
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { name: 'it' },
      spec: { ingressClassName: 'own' },
    },
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'IngressClass',
      metadata: { name: 'own' },
      spec: { controller: 'istio.io/ingress-controller' },
    },
  ].map((each) => readObject(each, 'cluster1.yaml:1:1'));
  const warnings = new TracedMesh([{ name: 'cluster1', objects }]).warnings;
  expect(warnings.map(({ code, object }) => [code, object])).toEqual([
    ['MC214', 'Ingress.networking.k8s.io default/it'],
  ]);
});
