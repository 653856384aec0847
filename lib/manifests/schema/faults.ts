/**
 * Finds what a schema does not allow.
 * @module
 */
import { isFields } from '../fields';
import type { ObjectType, Types } from './types';

/** A value that a schema does not allow. */
export type SchemaFault = { readonly path: readonly (string | number)[]; readonly value: unknown } & (
  | { readonly fault: 'word'; readonly words: readonly string[] }
  | { readonly fault: 'type'; readonly must: string }
  | { readonly fault: 'unknown field'; readonly known: readonly string[] }
  | { readonly fault: 'several'; readonly names: readonly string[] }
);

type Path = SchemaFault['path'];

/** What a value must be, by the name of its type, and whether it is. */
const PLAIN: ReadonlyMap<string, readonly [must: string, is: (value: unknown) => boolean]> = new Map([
  ['any', ['anything', () => true]],
  ['boolean', ['true or false', (value) => typeof value === 'boolean']],
  ['integer', ['an integer', Number.isInteger]],
  ['number', ['a number', (value) => typeof value === 'number']],
  ['string', ['a text', (value) => typeof value === 'string']],
]);

/** What is wrong with a value of a type: the name of one, a list or a map of one, or words. */
export function faultsOf(value: unknown, type: string, types: Types, path: Path): readonly SchemaFault[] {
  const isMap = isFields(value) && !Array.isArray(value);
  if (type.endsWith('[]')) {
    if (!Array.isArray(value)) return [{ path, value, fault: 'type', must: 'a list' }];
    return value.flatMap((each, index) => faultsOf(each, type.slice(0, -2), types, [...path, index]));
  }
  if (type.endsWith('{}')) {
    if (!isMap) return [{ path, value, fault: 'type', must: 'a map' }];
    return given(value).flatMap(([key, each]) => faultsOf(each, type.slice(0, -2), types, [...path, key]));
  }
  const object = types.get(type);
  if (object !== undefined)
    return isMap ? faultsIn(value, object, types, path) : [{ path, value, fault: 'type', must: 'a map' }];
  const plain = PLAIN.get(type);
  if (plain !== undefined) return plain[1](value) ? [] : [{ path, value, fault: 'type', must: plain[0] }];
  const words = type.split('|');
  return words.some((word) => word === value) ? [] : [{ path, value, fault: 'word', words }];
}

/** What is wrong with an object. */
function faultsIn(
  value: object,
  { fields, alternatives }: ObjectType,
  types: Types,
  path: Path,
): readonly SchemaFault[] {
  const all = given(value);
  const several = alternatives
    .map((names) => names.filter((name) => all.some(([key]) => key === name)))
    .filter((names) => names.length > 1);
  return [
    ...several.map((names) => ({ path, value, fault: 'several', names }) as const),
    ...all.flatMap(([key, each]): readonly SchemaFault[] => {
      const type = fields.get(key);
      const at = [...path, key];
      if (type !== undefined) return faultsOf(each, type, types, at);
      return [{ path: at, value: each, fault: 'unknown field', known: [...fields.keys()] }];
    }),
  ];
}

/** The fields of an object that are not null: Kubernetes drops these. */
function given(value: object): readonly (readonly [string, unknown])[] {
  return Object.entries(value).filter(([, each]) => each !== undefined && each !== null);
}
