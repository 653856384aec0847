/** @module Tests what a mesh warns of: what a trace does not follow, and what stands twice. */
import { readManifests, readObject } from '../../lib/manifests';
import { type MeshFacts, TracedMesh } from '../../lib/trace';

const found = (...kinds: readonly (readonly [string, string])[]): readonly (readonly [string, string])[] => {
  const objects = kinds.map(([apiVersion, kind]) =>
    readObject({ apiVersion, kind, metadata: { name: 'it', namespace: 'default' } }, 'cluster1.yaml:1:1'),
  );
  return new TracedMesh([{ name: 'cluster1', objects }]).warnings.map(({ code, object }) => [code, object]);
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
    { spec: { action: 'CUSTOM' } },
    { spec: { action: 'DENY' } },
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

describe('what a trace does not follow of an object that it follows', () => {
  const networking = 'networking.istio.io/v1';
  const said = (...objects: readonly object[]): readonly string[] => {
    const read = objects.map((each) => readObject(each, 'a.yaml:1:1'));
    return new TracedMesh([{ name: 'cluster1', objects: read }]).warnings.map(({ code, what }) => `${code} ${what}`);
  };
  const sidecar = (spec: object): object => ({
    apiVersion: networking,
    kind: 'Sidecar',
    metadata: { name: 'it', namespace: 'default' },
    spec,
  });
  const pods = (annotations: object): object => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'it', namespace: 'default', annotations },
    spec: { containers: [{ name: 'it' }] },
  });
  const configMap = (meshNetworks: string): object => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'istio', namespace: 'istio-system' },
    data: { mesh: '', meshNetworks },
  });
  const ranges = 'traffic.sidecar.istio.io/excludeOutboundIPRanges';

  test.each<[string, string, object, object]>([
    [
      '"spec.ingress"',
      'Sidecar.networking.istio.io default/it',
      sidecar({ ingress: [{ port: { number: 80 } }] }),
      sidecar({ ingress: [] }),
    ],
    [
      '"spec.outboundTrafficPolicy.egressProxy"',
      'Sidecar.networking.istio.io default/it',
      sidecar({ outboundTrafficPolicy: { egressProxy: { host: 'a' } } }),
      sidecar({ outboundTrafficPolicy: { mode: 'ALLOW_ANY' } }),
    ],
    [
      '"spec.resolution"',
      'ServiceEntry.networking.istio.io default/it',
      { apiVersion: networking, kind: 'ServiceEntry', metadata: { name: 'it' }, spec: { resolution: 'DYNAMIC_DNS' } },
      { apiVersion: networking, kind: 'ServiceEntry', metadata: { name: 'it' }, spec: { resolution: 'DNS' } },
    ],
    [`The annotation "${ranges}"`, 'Pod default/it', pods({ [ranges]: '10.0.0.0/8' }), pods({ [ranges]: '' })],
    [
      'The annotation "sidecar.istio.io/interceptionMode"',
      'Pod default/it',
      pods({ 'sidecar.istio.io/interceptionMode': 'NONE' }),
      pods({ 'sidecar.istio.io/interceptionMode': 'TPROXY' }),
    ],
    [
      '"data.meshNetworks"',
      'ConfigMap istio-system/istio',
      configMap('networks: { n1: { endpoints: [] } }'),
      configMap('networks: {}'),
    ],
  ])('%s', (part, id, object, other) => {
    expect(said(object)).toEqual([
      `MC214 ${part} of ${id} in cluster "cluster1" may change where requests go, but a trace does not follow it.`,
    ]);
    expect(said(other)).toEqual([]);
  });

  test('the revision of an object, if there are several', () => {
    const rule = (revision: string): object => ({
      apiVersion: networking,
      kind: 'VirtualService',
      metadata: { name: 'it', namespace: 'default', labels: { 'istio.io/rev': revision } },
    });
    const namespace = (labels: object): object => ({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'a', labels },
    });
    const warning =
      'MC214 The label "istio.io/rev" of VirtualService.networking.istio.io default/it in cluster "cluster1" may change where requests go, but a trace does not follow it.';
    expect(said(rule('stable'), namespace({ 'istio.io/rev': 'stable' }))).toEqual([]);
    expect(said(rule('stable'), namespace({ 'istio.io/rev': 'canary' }))).toEqual([warning]);
    expect(said(rule('stable'), namespace({ 'istio-injection': 'enabled' }))).toEqual([warning]);
  });
});

describe('settings that are not followed', () => {
  const said = (mesh: object | undefined, annotations: object = {}, config?: string): readonly string[] => {
    const pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'it', namespace: 'default', annotations },
      spec: { containers: [] },
    };
    const map = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'istio', namespace: 'istio-system' },
      data: { mesh: JSON.stringify(mesh) },
    };
    const objects = [pod, ...(mesh === undefined ? [] : [map])].map((each) => readObject(each, 'cluster1.yaml:1:1'));
    const facts = config === undefined ? {} : { clusters: new Map([['cluster1', { config }]]) };
    return new TracedMesh([{ name: 'cluster1', objects }], facts).warnings.map(({ code, what }) => `${code} ${what}`);
  };
  const end = 'may change where requests go, but a trace does not follow it.';

  test.each<[path: string, config: object, other: object]>([
    ['interceptionMode', { interceptionMode: 'NONE' }, { interceptionMode: 'TPROXY' }],
    ['customConfigFile', { customConfigFile: '/own.json' }, { customConfigFile: '' }],
    ['proxyBootstrapTemplatePath', { proxyBootstrapTemplatePath: '/own.json' }, { configPath: '/own' }],
    ['runtimeValues', { runtimeValues: { a: 'b' } }, { concurrency: 2 }],
    [
      'gatewayTopology.numTrustedProxies',
      { gatewayTopology: { numTrustedProxies: 1 } },
      { gatewayTopology: { numTrustedProxies: 0, forwardClientCertDetails: 'SANITIZE' } },
    ],
    ['gatewayTopology.proxyProtocol', { gatewayTopology: { proxyProtocol: {} } }, { gatewayTopology: {} }],
    [
      'connectionSettings.profile',
      { connectionSettings: { profile: 'EDGE' } },
      { connectionSettings: { profile: 'SIDECAR', httpIdleTimeout: '5s' } },
    ],
    [
      'connectionSettings.httpMergeSlashes',
      { connectionSettings: { httpMergeSlashes: false } },
      { connectionSettings: { httpMergeSlashes: null } },
    ],
    [
      'proxyMetadata.ISTIO_META_DNS_CAPTURE',
      { proxyMetadata: { ISTIO_META_DNS_CAPTURE: 'true' } },
      { proxyMetadata: { ISTIO_META_DNS_CAPTURE: 'false', ISTIO_META_IDLE_TIMEOUT: '5s' } },
    ],
  ])('%s of a proxy', (path, config, other) => {
    const annotated = (value: object): readonly string[] =>
      said(undefined, { 'proxy.istio.io/config': JSON.stringify(value) });
    expect(said({ defaultConfig: config })).toEqual([
      `MC214 "defaultConfig.${path}" of the MeshConfig of cluster "cluster1" ${end}`,
    ]);
    expect(annotated(config)).toEqual([
      `MC214 "${path}" in the annotation "proxy.istio.io/config" of Pod default/it in cluster "cluster1" ${end}`,
    ]);
    expect([...said({ defaultConfig: other }), ...annotated(other)]).toEqual([]);
  });

  test('of the mesh', () => {
    const dynamic = { outboundTrafficPolicy: { mode: 'ALLOW_ANY_DYNAMIC_DNS' } };
    expect(said({ ...dynamic, serviceEntryVisibility: { applyToSidecars: true } })).toEqual([
      `MC214 "outboundTrafficPolicy.mode" of the MeshConfig of cluster "cluster1" ${end}`,
      `MC214 "serviceEntryVisibility" of the MeshConfig of cluster "cluster1" ${end}`,
    ]);
    expect(said(undefined, {}, JSON.stringify(dynamic))).toEqual([
      `MC214 "outboundTrafficPolicy.mode" of the MeshConfig ${end}`,
    ]);
    expect(said({ outboundTrafficPolicy: {}, serviceEntryVisibility: { defaultVisibility: 'NONE' } })).toEqual([]);
  });

  test('a bootstrap of Pods’ own', () => {
    expect(said(undefined, { 'sidecar.istio.io/bootstrapOverride': 'own' })).toEqual([
      `MC214 The annotation "sidecar.istio.io/bootstrapOverride" of Pod default/it in cluster "cluster1" ${end}`,
    ]);
  });
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

test('objects that stand more than once in a cluster are reported', () => {
  const it = (name: string, at: string): ReturnType<typeof readObject> =>
    readObject({ apiVersion: 'v1', kind: 'Service', metadata: { name, namespace: 'default' } }, at);
  const clusters = [
    { name: 'cluster1', objects: [it('one', 'a.yaml:1:1'), it('two', 'a.yaml:9:1'), it('one', 'b.yaml:1:1')] },
    { name: 'cluster2', objects: [it('one', 'c.yaml:1:1')] },
  ];
  expect(new TracedMesh(clusters).warnings.map(({ code, at, what }) => [code, at, what])).toEqual([
    [
      'MC216',
      'b.yaml:1:1',
      'Service default/one stands more than once in the manifests of cluster "cluster1", first at a.yaml:1:1.',
    ],
  ]);
});

test('a misspelt word is reported where it stands, with those that are allowed', () => {
  const text = `apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: deny, namespace: default }
spec:
  action: DENNY
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: cart, namespace: default }
spec:
  host: cart
  subsets:
    - name: v1
      trafficPolicy:
        tls: { mode: istio }
`;
  const { objects } = readManifests(text, 'all.yaml');
  const { warnings } = new TracedMesh([{ name: 'cluster1', objects }]);
  expect(warnings.map(({ code, what, fix, at }) => [at, `${code} ${what} ${fix}`])).toEqual([
    [
      'all.yaml:5:3',
      'MC217 spec.action of AuthorizationPolicy.security.istio.io default/deny in cluster "cluster1" must be ALLOW, DENY, AUDIT or CUSTOM, but is "DENNY". Did you mean "DENY"? Correct the word. Kubernetes refuses the object as it is. The trace follows it all the same, without the field.',
    ],
    [
      'all.yaml:15:16',
      'MC217 spec.subsets[0].trafficPolicy.tls.mode of DestinationRule.networking.istio.io default/cart in cluster "cluster1" must be DISABLE, SIMPLE, MUTUAL or ISTIO_MUTUAL, but is "istio". Correct the word. Kubernetes refuses the object as it is. The trace follows it all the same, without the field.',
    ],
  ]);
});

test('what Kubernetes refuses is reported where it stands', () => {
  const text = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: default }
spec:
  hosts: cart
  http:
    - rout:
        - destination: { host: cart }
    - match:
        - uri: { exact: /, prefix: / }
    - match: { port: 80 }
---
apiVersion: networking.istio.io/v1
kind: Gatewy
metadata: { name: cart, namespace: default }
`;
  const { objects } = readManifests(text, 'all.yaml');
  const { warnings } = new TracedMesh([{ name: 'c', objects }]);
  const it = 'VirtualService.networking.istio.io default/cart in cluster "c"';
  expect(warnings.map(({ code, what, fix, at }) => [at, `${code} ${what} ${fix}`])).toEqual([
    [
      'all.yaml:5:3',
      `MC231 spec.hosts of ${it} must be a list, but is "cart". Correct the value. Kubernetes refuses the object as it is. The trace follows it all the same, without this value.`,
    ],
    [
      'all.yaml:7:7',
      `MC231 spec.http[0] of ${it} must have only fields that Istio has, but has "rout". Did you mean "route"? Correct or remove the field. kubectl refuses the object as it is. The trace follows it all the same, without the field.`,
    ],
    [
      'all.yaml:10:11',
      `MC231 spec.http[1].match[0].uri of ${it} must have only one of exact and prefix, but has both. Leave only one of them. Kubernetes refuses the object as it is. The trace follows it all the same, by one of them.`,
    ],
    [
      'all.yaml:11:7',
      `MC231 spec.http[2].match of ${it} must be a list, but is a map. Correct the value. Kubernetes refuses the object as it is. The trace follows it all the same, without this value.`,
    ],
    [
      'all.yaml:13:1',
      'MC231 Gatewy.networking.istio.io default/cart in cluster "c" must be of a kind that Istio has in networking.istio.io, but "Gatewy" is none. Did you mean "Gateway"? Correct the kind. Kubernetes refuses the object as it is, and the trace does not follow it.',
    ],
  ]);
});

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
