/**
 * Reads YAML documents, those that are alike only once: the clusters of a mesh have many in common.
 * @module
 */
import { markImmutable } from '../../istio';
import { isFields } from '../fields';
import { type ReadDocument, readYamlDocument, type Unreadable } from './yaml-document';

/** The documents of the texts that are read together. */
export class Documents {
  private readonly known = new Map<string, ReadDocument | Unreadable>();

  /** Reads a document. Nobody can change what several texts share. */
  read(text: string): ReadDocument | Unreadable {
    const before = this.known.get(text);
    if (before !== undefined) return shared(before);
    const read = readYamlDocument(text);
    this.known.set(text, read);
    return read;
  }
}

function shared(read: ReadDocument | Unreadable): ReadDocument | Unreadable {
  if ('reason' in read || Object.isFrozen(read.value)) return read;
  freeze(read.value);
  for (const map of read.extents.keys()) if (isFields(map)) markImmutable(map);
  return read;
}

function freeze(value: unknown): void {
  if (Object.isFrozen(value) || !isFields(value)) return;
  Object.values(value).forEach(freeze);
  Object.freeze(value);
}
