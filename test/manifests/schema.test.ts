/** @module Tests that what Kubernetes refuses in objects of Istio's kinds is found. */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { istioSchema } from '../../imports/crds/schema';
import { meshConfigFaults, otherKindsFor, readObject, refusedIn, type SchemaFault } from '../../lib/manifests';
import * as enumerations from '../../lib/manifests/specs/enumerations';
import { drawConfiguration } from '../istio-oracle/draw/configuration';

const file = path.join(__dirname, '../../lib/manifests/schema/istio-schema.ts');

test('the fields and their types are those of the CRDs', () => {
  expect(fs.readFileSync(file, 'utf8')).toBe(istioSchema());
});

test.each([
  ...['DestinationRule', 'EnvoyFilter', 'Gateway', 'ProxyConfig', 'ServiceEntry', 'Sidecar', 'VirtualService'],
  ...['WorkloadEntry', 'WorkloadGroup'],
])('%s is a kind of networking.istio.io', (kind) => {
  const object = { apiVersion: 'networking.istio.io/v1', kind, metadata: { name: 'it' }, spec: {} };
  expect(otherKindsFor(readObject(object, 'a.yaml:1:1'))).toBeUndefined();
});

test('fields of a WorkloadEntry are known', () => {
  const entry = { address: '192.0.2.1', ports: { http: 80 }, wieght: 1 };
  expect(found('networking.istio.io/v1', 'WorkloadEntry', entry)).toEqual(['spec.wieght: unknown']);
});

test.each(Object.entries(enumerations))('the words of %s are those of a field', (_, words) => {
  expect(istioSchema()).toMatch(new RegExp(`:${words.join(String.raw`\|`)}\\s`));
});

const shown = ({ path: steps, ...fault }: SchemaFault): string => {
  const expected =
    fault.fault === 'type'
      ? fault.must
      : fault.fault === 'several'
        ? fault.names
        : fault.fault === 'word'
          ? fault.words
          : 'unknown';
  return `${steps.join('.')}: ${String(expected)}`;
};

const found = (apiVersion: string, kind: string, spec: unknown, more: object = {}): readonly string[] =>
  refusedIn(readObject({ apiVersion, kind, metadata: { name: 'it' }, spec, ...more }, 'it.yaml:1:1')).map(shown);

const [NETWORKING, SECURITY] = ['networking.istio.io/v1', 'security.istio.io/v1beta1'];

test('words are found in lists and in maps', () => {
  expect(found(NETWORKING, 'Gateway', { servers: [{ tls: { mode: 'SIMPLE' } }, { tls: { mode: 'simple' } }] })).toEqual(
    ['spec.servers.1.tls.mode: PASSTHROUGH,SIMPLE,MUTUAL,AUTO_PASSTHROUGH,ISTIO_MUTUAL,OPTIONAL_MUTUAL'],
  );
  expect(found(SECURITY, 'PeerAuthentication', { portLevelMtls: { 80: { mode: 'STRIKT' }, 81: {} } })).toEqual([
    'spec.portLevelMtls.80.mode: UNSET,DISABLE,PERMISSIVE,STRICT',
  ]);
});

test('what is not a text is no word, and null is as nothing', () => {
  const resolution = (value: unknown): number => found(NETWORKING, 'ServiceEntry', { resolution: value }).length;
  expect([true, 1, '', ['DNS'], null, undefined].map(resolution)).toEqual([1, 1, 1, 1, 0, 0]);
});

test.each<[string, string, string, unknown, readonly string[]]>([
  [
    'a number in quotes',
    NETWORKING,
    'VirtualService',
    { http: [{ route: [{ weight: '90' }] }] },
    ['spec.http.0.route.0.weight: an integer'],
  ],
  [
    'a fraction',
    NETWORKING,
    'VirtualService',
    { http: [{ route: [{ weight: 0.9 }] }] },
    ['spec.http.0.route.0.weight: an integer'],
  ],
  [
    'a map for a list',
    NETWORKING,
    'VirtualService',
    { http: [{ match: { uri: { exact: '/' } } }] },
    ['spec.http.0.match: a list'],
  ],
  [
    'a text for a list',
    NETWORKING,
    'VirtualService',
    { exportTo: '.', hosts: 'cart' },
    ['spec.exportTo: a list', 'spec.hosts: a list'],
  ],
  ['a text for a map', SECURITY, 'PeerAuthentication', { mtls: 'STRICT' }, ['spec.mtls: a map']],
  ['a list for a map', NETWORKING, 'DestinationRule', { trafficPolicy: [] }, ['spec.trafficPolicy: a map']],
  [
    'a number for a text',
    NETWORKING,
    'DestinationRule',
    { subsets: [{ labels: { version: 1 } }] },
    ['spec.subsets.0.labels.version: a text'],
  ],
  [
    'a list for a map of texts',
    NETWORKING,
    'DestinationRule',
    { subsets: [{ labels: ['v1'] }] },
    ['spec.subsets.0.labels: a map'],
  ],
  [
    'a text for yes or no',
    NETWORKING,
    'VirtualService',
    { http: [{ match: [{ ignoreUriCase: 'true' }] }] },
    ['spec.http.0.match.0.ignoreUriCase: true or false'],
  ],
  ['an empty item', NETWORKING, 'VirtualService', { hosts: [null] }, ['spec.hosts.0: a text']],
  [
    'a misspelt field',
    NETWORKING,
    'VirtualService',
    { http: [{ mtch: [], rout: [] }] },
    ['spec.http.0.mtch: unknown', 'spec.http.0.rout: unknown'],
  ],
  [
    'a field of a policy',
    SECURITY,
    'AuthorizationPolicy',
    { rules: [{ to: [{ operation: { path: ['/'] } }] }] },
    ['spec.rules.0.to.0.operation.path: unknown'],
  ],
  [
    'two comparisons',
    NETWORKING,
    'VirtualService',
    { http: [{ match: [{ uri: { exact: '/', prefix: '/' } }] }] },
    ['spec.http.0.match.0.uri: exact,prefix'],
  ],
  ['a spec that is a list', NETWORKING, 'VirtualService', [], ['spec: a map']],
])('%s is found', (_, apiVersion, kind, spec, faults) => {
  expect(found(apiVersion, kind, spec)).toEqual(faults);
});

test('a misspelt field beside the spec is found, and a status is not read', () => {
  expect(found(NETWORKING, 'Gateway', {}, { status: { any: 1 }, spce: {} })).toEqual(['spce: unknown']);
});

test('a field may be called like what every object has', () => {
  expect(found(NETWORKING, 'Gateway', JSON.parse('{ "constructor": 1, "__proto__": 1 }'))).toEqual([
    'spec.constructor: unknown',
    'spec.__proto__: unknown',
  ]);
});

test('kinds of others with the same name are not read', () => {
  const servers = [{ tls: { mode: 'simple' } }];
  expect(found('gateway.networking.k8s.io/v1', 'Gateway', { servers })).toEqual([]);
});

test.each([
  [NETWORKING, 'Gatewy', true],
  [NETWORKING, 'PeerAuthentication', true],
  ['extensions.istio.io/v1alpha1', 'WasmPlugn', true],
  [NETWORKING, 'Gateway', false],
  [NETWORKING, 'EnvoyFilter', false],
  ['telemetry.istio.io/v1', 'Telemetry', false],
  ['install.istio.io/v1alpha1', 'IstioOperator', false],
  ['gateway.networking.k8s.io/v1', 'Gatewy', false],
  ['v1', 'Gatewy', false],
])('%s %s is of another kind of Istio: %s', (apiVersion, kind, isOther) => {
  expect(otherKindsFor(readObject({ apiVersion, kind }, '')) !== undefined).toBe(isOther);
});

test.each([
  ['a misspelt word', { outboundTrafficPolicy: { mode: 'REGISTRY_ONLYY' } }, 1],
  ['a misspelt field', { outboundTraficPolicy: {} }, 1],
  ['a number for a text', { trustDomain: 1 }, 1],
  ['a text for yes or no', { enableAutoMtls: 'false' }, 1],
  ['a field in the other way that Istio takes', { trust_domain: 'a', mesh_mTLS: {} }, 0],
  ['what is in a field that is not read', { defaultConfig: { any: 1 } }, 0],
  ['nothing', undefined, 0],
])('%s in a MeshConfig', (_, config, faults) => {
  expect(meshConfigFaults(config)).toHaveLength(faults);
});

test('nothing is found in objects that Istio takes', () => {
  const objects = Array.from({ length: 60 }, (_, seed) => drawConfiguration(seed, 1).clusters)
    .flat()
    .flatMap((cluster) => cluster.objects.map((object) => readObject(object, 'a.yaml:1:1')));
  const faults = objects.flatMap((each) => refusedIn(each).map((fault) => `${each.id} ${shown(fault)}`));
  // only these are drawn to show that nothing comes of them
  const inVain = /(?:tcp|tls)\.\d+\.route\.\d+\.headers: unknown$/;
  expect(faults.filter((each) => !inVain.test(each))).toEqual([]);
  expect(objects.flatMap((each) => (otherKindsFor(each) === undefined ? [] : [each.id]))).toEqual([]);
});
