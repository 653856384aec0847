/**
 * Where a field of an object stands in its file.
 * @module
 */
import type { ManifestObject, ManifestSource } from '../manifest-object';
import { placeText, Places } from './place';
import { type Outline, readOutline } from './outline';

/**
 * Where a field of an object stands, such as `dist/cluster1/shop.k8s.yaml:12:5`: the place of its key, or of an item of a list. If the
 * field does not exist, the nearest one above it that does. For an object of an App, the path of its construct.
 *
 * @example
 * positionOf(service, ['spec', 'ports', 0, 'name']);
 */
export function positionOf(object: ManifestObject, path: readonly (string | number)[]): string {
  const { source, at } = object;
  if (source === undefined) return at;
  const { outline, places } = outlineOf(source);
  let [node, offset] = [outline, 0];
  for (const step of path) {
    const next = node?.children.get(step);
    if (next === undefined) break;
    [node, offset] = [next, next.offset];
  }
  if (offset === 0) return at;
  const { line, column } = places.at(offset);
  return placeText(source.file, { line: line + source.line - 1, column });
}

interface Outlined {
  readonly outline: Outline | undefined;
  readonly places: Places;
}

const outlines = new WeakMap<ManifestSource, Outlined>();

/** The outline of an object, which is read when it is first asked for. */
function outlineOf(source: ManifestSource): Outlined {
  const known = outlines.get(source);
  if (known !== undefined) return known;
  const { text, start, end, column } = source;
  // the object begins where it does in its line, so that the lines after it are indented as they were
  const padded = ' '.repeat(column - 1) + text.slice(start, end);
  const made = { outline: readOutline(padded), places: new Places(padded) };
  outlines.set(source, made);
  return made;
}
