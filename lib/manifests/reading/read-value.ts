/**
 * Reads a text of YAML in an object, such as a ConfigMap.
 * @module
 */
import { readYamlDocument } from './yaml-document';

/** The value of a text of YAML, as Kubernetes reads it; undefined if it cannot be read. */
export function readValue(text: string): unknown {
  const read = readYamlDocument(text);
  return 'value' in read ? read.value : undefined;
}
