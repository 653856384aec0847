/**
 * Numbers and strings inside the union classes of cdk8s-plus.
 * @module
 */
import { isPlain } from '../reading';

/**
 * Replaces unions, such as Quantity and IntOrString of any version of cdk8s-plus, by the number or string in them. The
 * constructs of cdk8s-plus do this themselves, but an ApiObject would write `{ value: … }`. Other instances, such as Lazy
 * values, are left for cdk8s.
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
