/** @module Tests that the union types of cdk8s-plus are replaced by their values. */
import { withoutUnions } from '../../lib/constructs/unions';

class Union {
  constructor(readonly value: string | number) {}
}

test('unions become their values at any depth', () => {
  expect(withoutUnions({ a: [{ b: new Union('1') }, new Union(2)] })).toEqual({ a: [{ b: '1' }, 2] });
});

test('an instance with other properties than value is not a union, and stays the same', () => {
  const variable = Object.assign(new Union('b'), { name: 'A' });
  expect(withoutUnions([variable])).toEqual([variable]);
});
