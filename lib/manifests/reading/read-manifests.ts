/**
 * Reads a text of manifests.
 * @module
 */
import { type ConfigIssue, issue, listText, valueText } from '../../errors';
import { type Fields, isFields, items, text } from '../fields';
import { isList, itemOf } from '../lists';
import { type ManifestObject, readObject } from '../manifest-object';
import { MANIFESTS } from '../messages';
import { Documents } from './documents';
import type { Extent } from './listener';
import { Places, placeText } from './place';
import { positionOf } from './position-of';
import { type TextFault, valuesIn } from './values';

/** What is wrong with a text of manifests. Its place is `file:line:column`. */
export type ManifestFault = ConfigIssue;

/** What was read of a text of manifests. */
interface ReadManifests {
  /** The objects, in the order of the text. The items of a list stand in its place. */
  readonly objects: readonly ManifestObject[];
  /** What is wrong, in the order of the text. */
  readonly faults: readonly ManifestFault[];
}

/**
 * Reads the objects in a text of manifests as kubectl does: YAML or JSON, one or several documents. A document that cannot
 * be read (MC200, MC202, MC204), that follows a bad separator (MC203), or that is no object (MC201) is a fault, and the others are
 * read all the same.
 *
 * @param text The text.
 * @param file The name of the file that has it, for places such as `dist/cluster1/shop.k8s.yaml:12:5`.
 * @param documents The documents that were read before, of other clusters. Those that are alike are not read again.
 * @example
 * const { objects, faults } = readManifests(fs.readFileSync(file, 'utf8'), file);
 */
export function readManifests(text: string, file: string, documents = new Documents()): ReadManifests {
  const reading = new Reading(text, file);
  for (const each of valuesIn(text, documents)) {
    if ('message' in each) reading.fault(each);
    else reading.add(each.value, each.value, each.extentOf);
  }
  return reading;
}

class Reading implements ReadManifests {
  readonly objects: ManifestObject[] = [];
  readonly faults: ManifestFault[] = [];
  private readonly places: Places;

  constructor(
    private readonly text: string,
    private readonly file: string,
  ) {
    this.places = new Places(text);
  }

  /** Adds an object, or the items of a list. */
  add(item: unknown, json: unknown, extentOf: (item: unknown) => Extent): void {
    const { start, end } = extentOf(item);
    const place = this.places.at(start);
    const missing = missingOf(json);
    const { text, file } = this;
    if (missing !== undefined) {
      this.incomplete(missing, placeText(file, place));
      return;
    }
    const read = readObject(json, placeText(file, place));
    const object = { ...read, source: { file, text, start, end, ...place } };
    if (!isList(object)) {
      this.objects.push(object);
      return;
    }
    for (const [index, each] of items(object.json['items']).entries()) {
      if (isMap(each)) this.add(each, itemOf(object, each).json, extentOf);
      else this.incomplete(missingOf(each) ?? '', positionOf(object, ['items', index]));
    }
  }

  private incomplete(missing: string, at: string): void {
    const what = `An object must have "apiVersion" and "kind", but ${missing}.`;
    this.faults.push(issue(MANIFESTS.MC201, { what }, at));
  }

  fault({ message, what, offset }: TextFault): void {
    this.faults.push(issue(message, { what }, placeText(this.file, this.places.at(offset))));
  }
}

function isMap(value: unknown): value is Fields {
  return isFields(value) && !Array.isArray(value);
}

/** What a value lacks to be an object, as the end of a sentence. */
function missingOf(value: unknown): string | undefined {
  if (!isMap(value)) return `this is ${Array.isArray(value) ? 'a list' : valueText(value)}`;
  const missing = ['apiVersion', 'kind'].filter((name) => (text(value[name]) ?? '') === '');
  return missing.length === 0 ? undefined : `this has no ${listText(missing, 'or')}`;
}
