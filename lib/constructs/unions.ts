/**
 * Unwraps the union classes of cdk8s-plus.
 * @module
 */
import { isPlain } from '../reading';

/**
 * Replaces each union, such as Quantity or IntOrString, with the number or string in it. The constructs of cdk8s-plus do this
 * themselves, but an ApiObject would write `{ value: … }`. It accepts the unions of any version of cdk8s-plus. Other instances,
 * such as Lazy values, are left to cdk8s.
 */
export function withoutUnions(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutUnions);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value);
  if (isPlain(value)) {
    return Object.fromEntries(fields.map(([key, field]) => [key, withoutUnions(field)]));
  }
  const [first, ...others] = fields;
  return first?.[0] === 'value' && others.length === 0 ? (first[1] as unknown) : value;
}
