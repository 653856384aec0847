/**
 * Where the fields of an object are in its text.
 * @module
 */
import { load, type LoadOptions, Schema, type State, Type } from 'js-yaml';
import { contentFrom } from './place';

/** Where a value is, or its key if it has one, and what it holds. */
export interface Outline {
  readonly offset: number;
  readonly children: ReadonlyMap<string | number, Outline>;
}

/** Reads the outline of a text; undefined if that cannot be read for itself, such as an alias of what is elsewhere. */
export function readOutline(text: string): Outline | undefined {
  const starts: number[] = [];
  const options: LoadOptions & { readonly maxDepth: number } = {
    schema: TEXTS,
    json: true,
    maxDepth: 1000,
    listener: (event, state) => {
      const { depth } = state as State & { readonly depth: number };
      if (event === 'open') starts[depth] = state.position;
      else if (!(state.result instanceof Located)) {
        state.result = new Located(contentFrom(text, starts[depth] ?? 0), state.result as unknown);
      }
    },
  };
  try {
    const read: unknown = load(text, options);
    return read instanceof Located ? outlineOf(read, read.offset) : undefined;
  } catch {
    return undefined;
  }
}

/** A value, and where it is. js-yaml makes a key of its text, so that each key says where it is. */
class Located {
  readonly [Symbol.toStringTag] = 'Located';

  constructor(
    readonly offset: number,
    readonly value: unknown,
  ) {}

  toString(): string {
    return `${this.offset} ${typeof this.value === 'string' ? this.value : ''}`;
  }
}

/** Scalars are texts, whatever their tags. */
const TEXTS = new Schema(
  (['scalar', 'mapping', 'sequence'] as const).flatMap((kind) =>
    ['tag:', '!', ''].map((prefix) => new Type(prefix, { kind, multi: true })),
  ),
);

function outlineOf({ value }: Located, offset: number): Outline {
  const children = new Map<string | number, Outline>();
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries())
      if (item instanceof Located) children.set(index, outlineOf(item, item.offset));
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      const [, at = '', name = ''] = /^(\d+) (.*)$/s.exec(key) ?? [];
      const inner: unknown = item;
      children.set(name, outlineOf(inner instanceof Located ? inner : new Located(0, null), Number(at)));
    }
  }
  return { offset, children };
}
