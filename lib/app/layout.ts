/**
 * Which file holds which objects of a cluster. kubectl applies the files of a folder in the order of their names.
 * @module
 */
import { Names } from 'cdk8s';
import { isNamespace, type ManifestObject } from '../manifests';
import { compareNames } from '../mesh';
import type { AppOrder } from './app-order';

/** A file without its extension, and the objects in it. */
export interface Manifest {
  readonly name: string;
  readonly objects: readonly ManifestObject[];
}

/** The file of all Namespaces, which sorts first. */
const NAMESPACES = '0000-namespaces';

/**
 * Lays out the objects of charts, which are in the order of their dependencies. All Namespaces are in a file that sorts first.
 * Each chart with other objects has its own file. If charts depend on each other, the names start with numbers, as cdk8s has
 * them.
 */
export function layOut({ charts, isDependent }: AppOrder<ManifestObject>): readonly Manifest[] {
  const namespaces: ManifestObject[] = [];
  const named = charts.map(({ chart, objects }) => {
    const own: ManifestObject[] = [];
    for (const object of objects) (isNamespace(object) ? namespaces : own).push(object);
    return { name: Names.toDnsLabel(chart), objects: own };
  });
  const isNumbered = isDependent || named.some(({ name }) => name <= NAMESPACES);
  const others = named.filter(({ objects }) => objects.length > 0);
  const files = others.map(({ name, objects }, index) => {
    return { name: isNumbered ? `${String(index + 1).padStart(4, '0')}-${name}` : name, objects };
  });
  if (namespaces.length === 0) return files;
  return [{ name: NAMESPACES, objects: namespaces.toSorted((a, b) => compareNames(a.name, b.name)) }, ...files];
}
