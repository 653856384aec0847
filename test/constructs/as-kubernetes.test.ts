/** @module Tests that values of cdk8s-plus' types are written as Kubernetes reads them. */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { asKubernetes } from '../../lib/constructs/as-kubernetes';

class Union {
  constructor(readonly value: string | number) {}
}

test('unions become their values at any depth', () => {
  expect(asKubernetes({ a: [{ b: new Union('1') }, new Union(2)] })).toEqual({ a: [{ b: '1' }, 2] });
});

test('an instance with other properties than value is not a union, and stays the same', () => {
  const variable = Object.assign(new Union('b'), { name: 'A' });
  expect(asKubernetes([variable])).toEqual([variable]);
});

test('fields have the names that Kubernetes reads, as cdk8s-plus gives them to its own constructs', () => {
  const given = { hostPid: true, volumes: [{ downwardApi: {} }], containers: [{ ports: [{ hostIp: '127.0.0.1' }] }] };
  expect(asKubernetes(given)).toEqual({
    hostPID: true,
    volumes: [{ downwardAPI: {} }],
    containers: [{ ports: [{ hostIP: '127.0.0.1' }] }],
  });
});

test('every field of a Deployment that cdk8s-plus spells differently is known', () => {
  const source = fs.readFileSync(path.join(path.dirname(require.resolve('cdk8s-plus-27')), 'imports/k8s.js'), 'utf8');
  const functions = new Map(
    [...source.matchAll(/function toJson_(\w+)\(obj\) \{([\s\S]*?)\n\}/g)].map(([, name = '', body = '']) => [
      name,
      body,
    ]),
  );
  const renamed = new Map<string, string>();
  const seen = new Set<string>();
  const walk = (name: string): void => {
    const body = functions.get(name);
    if (body === undefined || seen.has(name)) return;
    seen.add(name);
    for (const [, key = '', field = ''] of body.matchAll(/'([^']+)': [^\n]*?obj\.(\w+)/g))
      if (key !== field) renamed.set(field, key);
    for (const [, other = ''] of body.matchAll(/toJson_(\w+)/g)) walk(other);
  };
  walk('DeploymentSpec');
  expect(seen.size).toBeGreaterThan(100);
  expect(renamed.size).toBe(12);
  expect(asKubernetes(Object.fromEntries([...renamed.keys()].map((field) => [field, 1])))).toEqual(
    Object.fromEntries([...renamed.values()].map((key) => [key, 1])),
  );
});
