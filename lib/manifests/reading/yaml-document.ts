/**
 * Reads one YAML document, and finds where the maps in it are that can be objects.
 * @module
 */
import { loadAll, type LoadOptions, YAMLException } from 'js-yaml';
import { isFields } from '../fields';
import { CarefulListener, NEEDS_CARE } from './careful-listener';
import { splitItems } from './list-items';
import { type Extent, Listener, NeedsCare } from './listener';
import { contentFrom } from './place';
import { Refusal } from './refusal';
import { KUBERNETES_SCHEMA } from './schema';
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

/** Reads a document, or says why it cannot be read. */
export function readYamlDocument(text: string): ReadDocument | Unreadable {
  const first = contentFrom(text, 0);
  if (/^\.\.\.\s/.test(text.slice(first, first + 4))) return { reason: 'it ends before it begins', offset: first };
  return listOf(text) ?? wholeOf(text);
}

/** Reads a list item by item, which takes less time and memory; undefined if that is not possible. */
function listOf(text: string): ReadDocument | undefined {
  const split = splitItems(text);
  const list = split && wholeOf(split.rest);
  if (list === undefined || 'reason' in list || !isFields(list.value) || list.value['items'] !== null) return undefined;
  const extents = new Map<unknown, Extent>();
  const items: unknown[] = [];
  for (const { start, end } of split?.items ?? []) {
    // without its dash, and indented as it is
    const item = wholeOf(text.slice(start, end).replace('-', ' '));
    if ('reason' in item || !isFields(item.value)) return undefined;
    for (const [map, each] of item.extents) extents.set(map, { start: start + each.start, end: start + each.end });
    items.push(item.value);
  }
  const value = { ...list.value, items };
  return { value, extents: extents.set(value, { start: 0, end: text.length }) };
}

function wholeOf(text: string): ReadDocument | Unreadable {
  return (NEEDS_CARE.test(text) ? undefined : attempt(text, new Listener())) ?? carefully(text);
}

function carefully(text: string): ReadDocument | Unreadable {
  const listener = new CarefulListener();
  const read = attempt(text, listener);
  if (read === undefined) throw new TypeError('a document was read with care, and still needs it');
  return read;
}

/** Reads a document; undefined if it needs care. */
function attempt(text: string, listener: Listener): ReadDocument | Unreadable | undefined {
  const isCareful = listener instanceof CarefulListener;
  const options: LoadOptions & { readonly maxDepth: number } = {
    schema: KUBERNETES_SCHEMA,
    maxDepth: MOST_LEVELS,
    // with care, equal keys are told apart
    json: isCareful,
    listener: listener.hear,
  };
  try {
    const [value, ...others] = loadAll(text, null, options);
    if (others.length > 0) throw new Refusal('kubectl ignores what follows the line "..."');
    if (isCareful) listener.checkTabs(text);
    if (!listener.isUnsettled) return { value, extents: listener.extents };
    listener.offset = 0;
    return { value: settled(value, isCareful), extents: listener.extents };
  } catch (error) {
    if (error instanceof NeedsCare) return undefined;
    const { offset } = listener;
    if (error instanceof Refusal) return { reason: error.reason, offset: error.offset ?? contentFrom(text, offset) };
    if (error instanceof RangeError) return { reason: 'it is nested too deeply', offset };
    if (!(error instanceof YAMLException)) throw error;
    // the last of equal keys wins, as for Kubernetes
    return error.reason === 'duplicated mapping key'
      ? undefined
      : { reason: error.reason, offset: error.mark.position };
  }
}
