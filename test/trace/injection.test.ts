/** @module Tests which Pods have a sidecar, by the rules of the webhook that injects them. */
import { answers, deployment, type Kube, meshOf, policy, service } from '../support/traced';

const INJECT = 'sidecar.istio.io/inject';
const REVISION = 'istio.io/rev';

const namespace = (labels: object, name = 'default'): Kube => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name, labels },
});
const strict = policy('PeerAuthentication', 'strict', { mtls: { mode: 'STRICT' } }, { namespace: 'istio-system' });

interface Given {
  readonly labels?: object;
  readonly annotations?: object;
  readonly spec?: object;
}

/** Whether Pods in a namespace have a sidecar: without one, they do not answer mutual TLS, and with one, they answer nothing else. */
function hasSidecar(
  { labels = {}, annotations = {}, spec = {} }: Given,
  around: readonly Kube[],
  of = 'default',
): boolean {
  const pod = { labels: { app: 'cart', ...labels }, annotations };
  const cart = deployment('cart', 'v1', pod, { namespace: of });
  const { template } = Object(cart['spec']) as { readonly template: { readonly spec: object } };
  const edited = { ...cart, spec: { template: { ...template, spec: { ...template.spec, ...spec } } } };
  const plain = deployment('plain', 'v1', { labels: { app: 'plain' } }, { namespace: 'kube-system' });
  const mesh = meshOf({ cluster1: [edited, plain, strict, service('cart', {}, {}, { namespace: of }), ...around] });
  const [answer] = answers(mesh, {}, `http://cart.${of}:9080/`, 'cluster1/plain');
  return answer !== '1 cluster1/cart-v1';
}

const enabled = [namespace({ 'istio-injection': 'enabled' })];
const disabled = [namespace({ 'istio-injection': 'disabled' })];
const unlabelled = [namespace({})];
const revised = [namespace({ [REVISION]: 'stable' })];

test.each<[what: string, given: Given, around: readonly Kube[], expected: boolean]>([
  ['a namespace that asks for them', {}, enabled, true],
  ['a namespace that names a revision', {}, revised, true],
  ['a namespace that names an empty revision', {}, [namespace({ [REVISION]: '' })], false],
  ['a namespace that says nothing', {}, unlabelled, false],
  ['a namespace whose label has another value', {}, [namespace({ 'istio-injection': 'true' })], false],
  [
    'a namespace that wants none, whatever its revision',
    {},
    [namespace({ 'istio-injection': 'disabled', [REVISION]: 'stable' })],
    false,
  ],
  [
    'a namespace that asks for them, whatever its revision',
    {},
    [namespace({ 'istio-injection': 'enabled', [REVISION]: '' })],
    true,
  ],
  ['Pods whose label asks for one', { labels: { [INJECT]: 'true' } }, unlabelled, true],
  ['Pods whose label asks for one where the namespace wants none', { labels: { [INJECT]: 'true' } }, disabled, false],
  ['Pods of which only an annotation asks for one', { annotations: { [INJECT]: 'true' } }, unlabelled, false],
  [
    'Pods whose label refuses one',
    { labels: { [INJECT]: 'false' }, annotations: { [INJECT]: 'true' } },
    enabled,
    false,
  ],
  ['Pods whose annotation refuses one', { annotations: { [INJECT]: 'false' } }, enabled, false],
  [
    'Pods whose label counts before the annotation',
    { labels: { [INJECT]: 'true' }, annotations: { [INJECT]: 'false' } },
    enabled,
    true,
  ],
  [
    'Pods whose empty label counts before the annotation',
    { labels: { [INJECT]: '' }, annotations: { [INJECT]: 'false' } },
    enabled,
    true,
  ],
  ['Pods with a word that Istio does not know', { labels: { [INJECT]: 'yes' } }, enabled, true],
  [
    'Pods with a word that Istio does not know, in a namespace that says nothing',
    { labels: { [INJECT]: 'yes' } },
    unlabelled,
    false,
  ],
  ['Pods that name a revision', { labels: { [REVISION]: 'stable' } }, unlabelled, true],
  ['Pods that name an empty revision', { labels: { [REVISION]: '', [INJECT]: 'true' } }, unlabelled, false],
  ['Pods that name a revision where the namespace wants none', { labels: { [REVISION]: 'stable' } }, disabled, false],
  ['Pods that name a revision and refuse', { labels: { [REVISION]: 'stable', [INJECT]: 'false' } }, unlabelled, false],
  ['Pods in the network of their Node', { labels: { [INJECT]: 'true' }, spec: { hostNetwork: true } }, enabled, false],
  [
    'Pods that have a sidecar already',
    { spec: { containers: [{ name: 'cart' }, { name: 'istio-proxy', image: 'istio/proxyv2' }] } },
    unlabelled,
    true,
  ],
  [
    'Pods with a sidecar among their init containers',
    { spec: { initContainers: [{ name: 'istio-proxy', image: 'istio/proxyv2' }] } },
    unlabelled,
    true,
  ],
  [
    'Pods whose sidecar is yet to be added',
    { spec: { containers: [{ name: 'istio-proxy', image: 'auto' }] } },
    unlabelled,
    false,
  ],
])('Istio decides about the sidecar of %s', (_what, given, around, expected) => {
  expect(hasSidecar(given, around)).toBe(expected);
});

test('Pods in namespaces of Kubernetes never get one', () => {
  const given = { labels: { [INJECT]: 'true' } };
  expect(hasSidecar(given, [namespace({ 'istio-injection': 'enabled' }, 'kube-public')], 'kube-public')).toBe(false);
  expect(hasSidecar(given, [namespace({ 'istio-injection': 'enabled' }, 'shop')], 'shop')).toBe(true);
});

describe('the ConfigMap of the webhook', () => {
  const injector = (config: object, values: object = {}, name = 'istio-sidecar-injector'): Kube => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace: 'istio-system' },
    data: { config: JSON.stringify(config), values: JSON.stringify(values) },
  });

  test('can say that only Pods that ask for one get one', () => {
    const off = [...enabled, injector({ policy: 'disabled' })];
    expect(hasSidecar({}, off)).toBe(false);
    expect(hasSidecar({ labels: { [INJECT]: 'true' } }, off)).toBe(true);
    expect(hasSidecar({ annotations: { [INJECT]: 'true' } }, off)).toBe(true);
  });

  test('can name Pods that get one and Pods that do not, which count first', () => {
    const gold = { matchLabels: { tier: 'gold' } };
    const cart = { matchExpressions: [{ key: 'app', operator: 'In', values: ['cart'] }] };
    const always = [...enabled, injector({ policy: 'disabled', alwaysInjectSelector: [gold, {}] })];
    expect(hasSidecar({ labels: { tier: 'gold' } }, always)).toBe(true);
    expect(hasSidecar({}, always)).toBe(false);
    const never = [
      ...enabled,
      injector({ policy: 'enabled', alwaysInjectSelector: [gold], neverInjectSelector: [cart] }),
    ];
    expect(hasSidecar({ labels: { tier: 'gold' } }, never)).toBe(false);
    expect(hasSidecar({ labels: { [INJECT]: 'true' } }, never)).toBe(true);
  });

  test('can have all namespaces ask for them', () => {
    const all = injector({}, { sidecarInjectorWebhook: { enableNamespacesByDefault: true } });
    expect(hasSidecar({}, [...unlabelled, all])).toBe(true);
    expect(hasSidecar({}, [...disabled, all])).toBe(false);
    expect(hasSidecar({ labels: { [INJECT]: '' } }, [...unlabelled, all])).toBe(false);
  });

  test('counts for the default revision, if there are several', () => {
    const off = injector({ policy: 'disabled' }, {}, 'istio-sidecar-injector-canary');
    expect(hasSidecar({}, [...enabled, off, injector({})])).toBe(true);
    expect(hasSidecar({}, [...enabled, off])).toBe(false);
  });
});
