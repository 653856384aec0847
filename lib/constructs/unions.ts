/**
 * Numbers and strings inside the union classes of cdk8s-plus.
 * @module
 */

/**
 * Replaces unions, such as Quantity and IntOrString of any cdk8s-plus, by the number or string in them: its own constructs
 * do so, whereas an ApiObject would write `{ value: … }`. Other instances, such as Lazy values, are left for cdk8s.
 */
export function withoutUnions(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutUnions);
  if (typeof value !== 'object' || value === null) return value;
  if (value.constructor === Object) {
    return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, withoutUnions(field)]));
  }
  const inner: unknown = Reflect.get(value, 'value');
  return typeof inner === 'string' || typeof inner === 'number' ? inner : value;
}
