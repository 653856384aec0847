/**
 * What js-yaml tells while it reads a document.
 * @module
 */
import type { EventType, State } from 'js-yaml';
import { contentFrom } from './place';
import { Refusal } from './refusal';
import { YAML_TAG } from './scalar';
import { PLAIN } from './schema';
import { bracketAround, characterBefore, isBeforeColon } from './surroundings';
import { Wrapped } from './wrapped';

/** Where something is in a text, as offsets. */
export interface Extent {
  readonly start: number;
  readonly end: number;
}

/**
 * What the types of js-yaml leave out.
 *
 * @internal because it extends a type of js-yaml, which users of the package need not have
 */
export interface Node extends Omit<State, 'kind'> {
  readonly kind: string | null;
  readonly depth: number;
  readonly tag: string | null;
  readonly anchor: string | null;
}

/** Thrown when a document turns out to need care. */
export class NeedsCare extends Error {}

/** The level of the items of a list, as `kubectl get` prints it. */
const ITEMS = 3;
/** How long a key may be. */
export const LONGEST_KEY = 1024;
const [DOUBLE, SINGLE] = [0x22, 0x27];
const ENDS_IN_QUOTE = new Set([DOUBLE, SINGLE]);
const ANCHOR = /^[\w-]+$/;
const TAG = /^(?:!|tag:yaml\.org,2002:(?=.)|)[\w\-;/?:@&=+$.,~*'()%!]*$/;

/**
 * Notes where the maps are that can be objects: the document itself, the items of its lists, and what has a kind.
 *
 * @internal because its types are those of js-yaml, which users of the package need not have
 */
export class Listener {
  readonly extents = new Map<unknown, Extent>();
  /** Whether something must be unwrapped. */
  isUnsettled = false;
  /** Where the last node starts, or the space before it. */
  offset = 0;
  protected readonly starts: number[] = [];
  private items: (readonly [object, Extent])[] = [];

  readonly hear = (event: EventType, state: State): void => {
    const node: Node = state as State & Node;
    if (event === 'open') {
      this.offset = node.position;
      this.starts[node.depth] = node.position;
      return;
    }
    if (node.tag !== PLAIN && node.tag !== null) this.tagged(node, node.tag);
    if (node.anchor !== null) this.anchored(node, node.anchor);
    const result: unknown = node.result;
    if (result instanceof Wrapped) this.wrap(node, result);
    else if (typeof result === 'object' && result !== null) this.collection(node, result);
    else if (typeof result === 'string') this.text(node, result);
    this.close(node);
  };

  /** Hears of a node that has been read. */
  protected close({ result, input, position, depth }: Node): void {
    if (result instanceof Wrapped && result.kind === 'merge') this.doubt();
    if (position - (this.starts[depth] ?? 0) > LONGEST_KEY && isBeforeColon(input, position)) this.doubt();
  }

  /** Hears of something that only a careful reader reads as Kubernetes does. */
  protected doubt(): void {
    throw new NeedsCare();
  }

  /** Replaces what was read by a wrapped value. */
  protected wrap(node: Node, value: Wrapped): void {
    node.result = value;
    value.offset = this.startOf(node);
    this.isUnsettled = true;
  }

  protected startOf(node: Node): number {
    return contentFrom(node.input, this.starts[node.depth] ?? 0);
  }

  private anchored(node: Node, anchor: string): void {
    const start = this.startOf(node);
    const end = node.input.indexOf(`&${anchor}`, start) + anchor.length + 1;
    if (!ANCHOR.test(anchor) || !/[\s?:,\]}%@`\0]/.test(node.input.charAt(end))) {
      throw new Refusal(`the anchor "${anchor}" must have letters and digits only, and a space after it`, start);
    }
  }

  private tagged(node: Node, tag: string): void {
    if (!TAG.test(tag) || tag === YAML_TAG) throw new Refusal(`the tag "${tag}" is not readable`, this.startOf(node));
    if (tag !== '!') return;
    if (node.kind === 'scalar' && typeof node.result !== 'string') {
      throw new Refusal('a tag is not on the line of its value', this.startOf(node));
    }
    if (node.kind === null && node.anchor !== null) throw new Refusal('an anchor is of nothing', this.startOf(node));
    // nothing with this tag is an empty text, and a merge key remains one
    if (node.kind === null) node.result = '';
    if (node.result === '<<') node.result = Wrapped.merge();
  }

  private collection(node: Node, result: object): void {
    const { kind, depth } = node;
    this.brackets(node);
    if (kind === 'mapping') {
      if (depth === ITEMS) this.items.push([result, this.extentOf(node)]);
      else if (depth === 1 || (depth % 2 === 1 && 'apiVersion' in result))
        this.extents.set(result, this.extentOf(node));
    } else if (kind === 'sequence') {
      if (depth === ITEMS - 1) for (const [item, extent] of this.items) this.extents.set(item, extent);
    } else {
      // an alias: what it repeats is counted
      this.doubt();
    }
    if (depth === ITEMS - 1 && this.items.length > 0) this.items = [];
  }

  /** Finds texts that js-yaml may read otherwise than Kubernetes. */
  private text(node: Node, text: string): void {
    const { input, position } = node;
    const last = input.charCodeAt(position - 1);
    if ((last === DOUBLE || last === SINGLE) && !/[ \t\r\n:,\]}#\0]/.test(input.charAt(position))) {
      throw new Refusal('text follows a quote', position);
    }
    if ((last === DOUBLE || last === SINGLE) && isBeforeColon(input, position) && this.spansLines(node)) {
      throw new Refusal('a key spans lines', position);
    }
    if (ENDS_IN_QUOTE.has(text.charCodeAt(text.length - 1)) && isBeforeColon(input, position)) this.doubt();
    if ((text.startsWith(':') || text.includes('?')) && this.bracketAround(node) !== '') this.doubt();
  }

  private spansLines(node: Node): boolean {
    return node.input.slice(this.startOf(node), node.position).includes('\n');
  }

  /** Finds lists and maps in brackets that are keys. */
  private brackets({ input, position, depth }: Node): void {
    if (!/[\]}]/.test(input.charAt(position - 1))) return;
    if (!/[ \t\r\n:,\]}#\0]/.test(input.charAt(position))) throw new Refusal('text follows a bracket', position);
    const before = characterBefore(input, this.starts[depth] ?? 0);
    const isKey = before === '{' || (before === ',' && this.bracketAround({ input, depth }) === '{');
    if (isKey || isBeforeColon(input, position)) this.doubt();
  }

  protected bracketAround({ input, depth }: Pick<Node, 'input' | 'depth'>): string {
    return bracketAround(input, this.starts.slice(1, depth));
  }

  private extentOf(node: Node): Extent {
    return { start: this.starts[node.depth] ?? 0, end: node.position };
  }
}
