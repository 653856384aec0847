/**
 * Writes a YAML document.
 * @module
 */
import { Yaml } from 'cdk8s';
import { findAnchors } from './anchors';
import { Writer } from './writer';

/**
 * Writes a value as one YAML document, with a line break at the end: the bytes of cdk8s' `Yaml.stringify`, but for texts that
 * Kubernetes would read otherwise. cdk8s itself writes what is not plain: a Date, an object with toJSON, or a document that is no
 * map or list.
 */
export function yamlDocument(value: unknown): string {
  if (typeof value !== 'object' || value === null) return Yaml.stringify(value);
  const writer = new Writer();
  const text = writer.document(value);
  if (writer.isForeign) return Yaml.stringify(value);
  return writer.isShared ? new Writer(findAnchors(value)).document(value) : text;
}
