/**
 * Compares the objects of two programs.
 * @module
 */
import { isDeepStrictEqual } from 'node:util';
import { parse } from 'yaml';

/** The texts of the objects in a file: YAML documents, or the elements of a JSON list. */
export function textsIn(file: string, content: string): readonly string[] {
  if (file.endsWith('.json')) return (JSON.parse(content) as readonly unknown[]).map((each) => JSON.stringify(each));
  // in a block scalar, such a line would be indented
  const texts = content.split(/^---$/m).map((text) => text.replaceAll(/^#.*\n/gm, '').trim());
  return texts.filter((text) => text !== '');
}

/**
 * Finds an object in which two lists of texts differ. The order of objects and of their fields does not matter.
 *
 * @returns the first difference, or undefined if there is none
 */
export function differenceOf(ours: readonly string[], theirs: readonly string[]): string | undefined {
  if (ours.length !== theirs.length) return `there are ${ours.length} objects, but ${theirs.length}`;
  // equal texts are equal objects, and parsing is slow
  const left = objectsOf(ours, new Set(theirs));
  const right = objectsOf(theirs, new Set(ours));
  for (const [key, object] of left) {
    const other = right.get(key);
    if (other === undefined) return `${key} is missing`;
    const place = placeOf(object, other);
    if (place !== undefined) return `${key} ${place}`;
  }
  const [more] = [...right.keys()].filter((key) => !left.has(key));
  return more === undefined ? undefined : `${more} is not expected`;
}

interface Identified {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly namespace?: string; readonly name: string };
}

function objectsOf(texts: readonly string[], known: ReadonlySet<string>): ReadonlyMap<string, unknown> {
  const objects = texts.filter((text) => !known.has(text)).map((text) => parse(text) as Identified);
  return new Map(objects.map((object) => [keyOf(object), object]));
}

function keyOf({ apiVersion, kind, metadata: { namespace = '', name } }: Identified): string {
  return `${apiVersion} ${kind} ${namespace}/${name}`;
}

/** Says where two values differ, such as `spec.hosts.0 is "a", but "b"`. */
function placeOf(ours: unknown, theirs: unknown, at: readonly string[] = []): string | undefined {
  if (isDeepStrictEqual(ours, theirs)) return undefined;
  if (isMap(ours) && isMap(theirs) && Array.isArray(ours) === Array.isArray(theirs)) {
    for (const key of new Set([...Object.keys(ours), ...Object.keys(theirs)])) {
      const place = placeOf(ours[key], theirs[key], [...at, key]);
      if (place !== undefined) return place;
    }
  }
  return `${at.join('.')} is ${JSON.stringify(ours)}, but ${JSON.stringify(theirs)}`;
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
