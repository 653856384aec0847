/** @module Tests that fields which take one of some words are known, and that other words in them are found. */
import { misspeltIn, readObject } from '../../lib/manifests';
import { ENUMERATIONS } from '../../lib/manifests/specs/enumerations';
import { istioWords } from '../support/schema';

test('the fields and their words are those of the CRDs', () => {
  expect(ENUMERATIONS).toEqual(istioWords());
});

const found = (apiVersion: string, kind: string, spec: object): readonly string[] =>
  misspeltIn(readObject({ apiVersion, kind, metadata: { name: 'it' }, spec }, 'it.yaml:1:1')).map(
    ({ path, value }) => `${path.join('.')}: ${JSON.stringify(value)}`,
  );

test('words are found in lists and in maps', () => {
  expect(
    found('networking.istio.io/v1', 'Gateway', { servers: [{ tls: { mode: 'SIMPLE' } }, { tls: { mode: 'simple' } }] }),
  ).toEqual(['spec.servers.1.tls.mode: "simple"']);
  expect(
    found('security.istio.io/v1beta1', 'PeerAuthentication', { portLevelMtls: { 80: { mode: 'STRIKT' }, 81: {} } }),
  ).toEqual(['spec.portLevelMtls.80.mode: "STRIKT"']);
});

test('what is not a text is no word, and null is as nothing', () => {
  const resolution = (value: unknown): readonly string[] =>
    found('networking.istio.io/v1', 'ServiceEntry', { resolution: value });
  expect([true, 1, '', ['DNS'], null, undefined].map(resolution)).toEqual([
    ['spec.resolution: true'],
    ['spec.resolution: 1'],
    ['spec.resolution: ""'],
    ['spec.resolution: ["DNS"]'],
    [],
    [],
  ]);
});

test('kinds of others with the same name are not read', () => {
  const servers = [{ tls: { mode: 'simple' } }];
  expect(found('gateway.networking.k8s.io/v1', 'Gateway', { servers })).toEqual([]);
});
