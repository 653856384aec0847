/** @module Tests how the benchmark compares the objects of two programs. */
import { stringify } from 'yaml';
import { differenceOf, textsIn } from './compare';

const service = (name: string, spec: object = {}): string =>
  stringify({ apiVersion: 'v1', kind: 'Service', metadata: { namespace: 'shop', name }, spec }).trim();

test('YAML documents and the elements of a JSON list are objects, and comments are not', () => {
  const stream = `---\n# Source: a.yaml\n${service('a')}\n---\n---\n${service('b')}\n`;
  expect(textsIn('all.yaml', stream)).toEqual([service('a'), service('b')]);
  expect(textsIn('all.json', '[{"a": 1}, {"b": 2}]')).toEqual(['{"a":1}', '{"b":2}']);
});

test('objects that are equal in another order and another format do not differ', () => {
  const json = JSON.stringify({
    spec: { type: 'ClusterIP', ports: [80] },
    metadata: { name: 'b', namespace: 'shop' },
    kind: 'Service',
    apiVersion: 'v1',
  });
  expect(differenceOf([service('a'), service('b', { ports: [80], type: 'ClusterIP' })], [json, service('a')])).toBe(
    undefined,
  );
});

test.each([
  ['there are 2 objects, but 1', [service('a'), service('b')], [service('a')]],
  ['v1 Service shop/b is missing', [service('a'), service('b')], [service('a'), service('a')]],
  ['v1 Service shop/b is missing', [service('a'), service('b')], [service('a'), service('c')]],
  [
    'v1 Service shop/a spec.ports.1 is 443, but 444',
    [service('a', { ports: [80, 443] })],
    [service('a', { ports: [80, 444] })],
  ],
  ['v1 Service shop/a spec.weight is 1, but "1"', [service('a', { weight: 1 })], [service('a', { weight: '1' })]],
  ['v1 Service shop/a spec.type is undefined, but "x"', [service('a')], [service('a', { type: 'x' })]],
  ['v1 Service shop/a spec.ports is [], but {}', [service('a', { ports: [] })], [service('a', { ports: {} })]],
])('objects differ: %s', (difference, ours, theirs) => {
  expect(differenceOf(ours, theirs)).toBe(difference);
});
