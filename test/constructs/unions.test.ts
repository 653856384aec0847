/** @module Tests of lib/constructs/unions.ts. */
import { withoutUnions } from '../../lib/constructs/unions';

class Union {
  constructor(readonly value: string | number) {}
}

test('unions become the values in them, however deep', () => {
  expect(withoutUnions({ a: [{ b: new Union('1') }, new Union(2)] })).toEqual({ a: [{ b: '1' }, 2] });
});

test('an instance with more than a value is no union, and is left as it is', () => {
  const variable = Object.assign(new Union('b'), { name: 'A' });
  expect(withoutUnions([variable])).toEqual([variable]);
});
