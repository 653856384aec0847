/**
 * Parts of an object, and why Istio's webhook refuses them.
 * @module
 */
import { fields, items } from '../../../manifests';

/** A value in an object, and where it is there. A field that is missing is undefined, and null is as good as missing. */
export interface Part {
  readonly value: unknown;
  readonly path: readonly (string | number)[];
}

/** Why the webhook refuses an object: what a part of it must do, and what it does instead. */
export interface Refusal extends Part {
  /** Such as "be a DNS label". */
  readonly must: string;
  /** Such as "is for the mesh"; undefined if the value says it. */
  readonly but: string | undefined;
}

/** The part below a part. */
export function partAt({ value, path }: Part, ...steps: readonly string[]): Part {
  let found = value;
  for (const step of steps) found = fields(found)[step];
  return { value: found ?? undefined, path: path.concat(steps) };
}

/** The items of a list below a part. */
export function itemsAt(part: Part, ...steps: readonly string[]): readonly Part[] {
  const { value, path } = partAt(part, ...steps);
  return items(value).map((each, index) => ({ value: each, path: [...path, index] }));
}

/** The values of a map below a part, with their keys. */
export function entriesAt(part: Part, ...steps: readonly string[]): readonly (Part & { readonly key: string })[] {
  const { value, path } = partAt(part, ...steps);
  return Object.entries(fields(value)).map(([key, each]) => ({ key, value: each ?? undefined, path: [...path, key] }));
}

/** Whether a part has a field. */
export function has(part: Part, name: string): boolean {
  return partAt(part, name).value !== undefined;
}

/** Whether a part has a list or a map that is not empty. */
export function hasAny(part: Part, name: string): boolean {
  return Object.keys(fields(partAt(part, name).value)).length > 0;
}

/** Whether a part has a text that is not empty. */
export function hasText(part: Part, name: string): boolean {
  const { value } = partAt(part, name);
  return typeof value === 'string' && value !== '';
}

/** Refuses a part unless it is right. */
export function unless(isRight: boolean, part: Part, must: string, but?: string): readonly Refusal[] {
  return isRight ? [] : [{ ...part, must, but }];
}

/** What stands for a value that is set when the manifests are applied: `${NAME}`. */
const PLACEHOLDER = /\$\{\w+\}/;

/** Refuses a text unless it is right, or is yet to be set. Another type of value is refused by the schema. */
export function textsMust(part: Part, isRight: (text: string) => boolean, must: string): readonly Refusal[] {
  return unless(typeof part.value !== 'string' || PLACEHOLDER.test(part.value) || isRight(part.value), part, must);
}

/** Refuses a number unless it is right. Another type of value is refused by the schema. */
export function numbersMust(part: Part, isRight: (value: number) => boolean, must: string): readonly Refusal[] {
  return unless(typeof part.value !== 'number' || isRight(part.value), part, must);
}

/** Refuses the parts whose key comes a second time. What has none is left alone. */
export function repeatedIn(
  parts: readonly Part[],
  must: string,
  keyOf = (value: unknown) => value,
): readonly Refusal[] {
  const known = new Set<unknown>();
  return parts.flatMap((part) => {
    const key = keyOf(part.value);
    const isNew = key === undefined || !known.has(key);
    known.add(key);
    return unless(isNew, part, must);
  });
}

/** Refuses a part that has a field beside one that excludes it. */
export function notBoth(part: Part, one: string, other: string): readonly Refusal[] {
  return unless(!(has(part, one) && has(part, other)), part, `have only one of ${one} and ${other}`, 'has both');
}
