/**
 * Reads one YAML document, and finds where the maps in it are that can be objects.
 * @module
 */
import { load, type LoadOptions, YAMLException } from 'js-yaml';
import { type Extent, Listener } from './listener';
import { contentFrom } from './place';
import { Refusal } from './refusal';
import { kubernetesSchema } from './schema';
import { settled } from './settle';

/** A document as it was read. */
export interface ReadDocument {
  readonly value: unknown;
  /** Where the maps are that can be objects. */
  readonly extents: ReadonlyMap<unknown, Extent>;
}

/** Why a document is not read, and the offset where that was found. */
export interface Unreadable {
  readonly reason: string;
  readonly offset: number;
}

/** How deep documents may be. Kubernetes allows 10,000 levels, for which JavaScript lacks the stack. */
const MOST_LEVELS = 500;
/** A list, a map or nothing may be a key here, or a text may have halves of pairs. Most documents have nothing like it. */
const NEEDS_CARE = /(?:^|[\s[{,])\?\s|[\]}][ \t]*:|[{,]\s*:|\*\S+[ \t]+:|\\u[dD][89a-fA-F]|\\U0000[dD][89a-fA-F]/;

const SCHEMA = kubernetesSchema();

/** Reads a document, or says why it cannot be read. */
export function readYamlDocument(text: string): ReadDocument | Unreadable {
  const listener = new Listener(NEEDS_CARE.test(text));
  const options: LoadOptions & { readonly maxDepth: number } = {
    schema: SCHEMA,
    // the last of equal keys wins, as for Kubernetes
    json: true,
    maxDepth: MOST_LEVELS,
    listener: (event, state) => {
      listener.hear(event, state);
    },
  };
  try {
    const value: unknown = load(text, options);
    if (!listener.isUnsettled) return { value, extents: listener.extents };
    listener.offset = 0;
    return { value: settled(value), extents: listener.extents };
  } catch (error) {
    const { offset } = listener;
    if (error instanceof YAMLException) return { reason: error.reason, offset: error.mark.position };
    if (error instanceof Refusal) return { reason: error.reason, offset: error.offset ?? contentFrom(text, offset) };
    if (error instanceof RangeError) return { reason: 'it is nested too deeply', offset };
    throw error;
  }
}
