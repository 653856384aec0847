/**
 * What js-yaml tells while it reads a document.
 * @module
 */
import type { EventType, State } from 'js-yaml';
import { contentFrom } from './place';
import { Refusal } from './refusal';
import { plainScalar } from './scalar';
import { Wrapped } from './wrapped';

/** Where something is in a text, as offsets. */
export interface Extent {
  readonly start: number;
  readonly end: number;
}

/** What the types of js-yaml leave out. */
interface Node extends State {
  readonly depth: number;
  readonly tag: string | null;
}

/** The level of the items of a list, as `kubectl get` prints it. */
const ITEMS = 3;
/** The escapes of halves of pairs, which Kubernetes refuses even in pairs. */
const HALF = /(?:^|[^\\])(?:\\\\)*\\(?:u|U0000)[dD][89a-fA-F]/;

/**
 * Notes where the maps are that can be objects: the document itself, the items of its lists, and what has a kind.
 *
 * @internal because its types are those of js-yaml, which users of the package need not have
 */
export class Listener {
  readonly extents = new Map<unknown, Extent>();
  /** Whether something must be unwrapped, merged, or checked because it has two parents. */
  isUnsettled = false;
  /** Where the last node starts, or the space before it. */
  offset = 0;
  private readonly starts: number[] = [];
  private items: (readonly [object, Extent])[] = [];

  constructor(private readonly isCareful: boolean) {}

  hear(event: EventType, state: State): void {
    const node = state as Node;
    if (event === 'open') {
      this.offset = node.position;
      this.starts[node.depth] = node.position;
      return;
    }
    const result: unknown = node.result;
    if (result instanceof Wrapped) this.wrapped(node, result);
    else if (typeof result === 'object' && result !== null) this.collection(node, result);
    // Kubernetes takes this tag for none
    else if (node.tag === '!' && node.kind === 'scalar') this.wrapped(node, plainScalar(String(result)));
    if (this.isCareful) this.careFor(node);
  }

  private collection(node: Node, result: object): void {
    const { kind, depth } = node;
    if (kind === 'mapping') {
      if (depth === ITEMS) this.items.push([result, this.extentOf(node)]);
      else if (depth === 1 || (depth % 2 === 1 && 'apiVersion' in result))
        this.extents.set(result, this.extentOf(node));
    } else if (kind === 'sequence') {
      if (depth === ITEMS - 1) for (const [item, extent] of this.items) this.extents.set(item, extent);
    } else {
      // an alias
      this.isUnsettled = true;
    }
    if (depth === ITEMS - 1 && this.items.length > 0) this.items = [];
  }

  private wrapped(node: Node, value: unknown): void {
    node.result = value;
    if (!(value instanceof Wrapped)) return;
    this.isUnsettled = true;
    value.offset = contentFrom(node.input, this.starts[node.depth] ?? 0);
  }

  private extentOf(node: Node): Extent {
    return { start: this.starts[node.depth] ?? 0, end: node.position };
  }

  /** Wraps what is no key, so that it is refused if it becomes one. */
  private careFor(node: Node): void {
    const result: unknown = node.result;
    if (result instanceof Wrapped) return;
    if (result === null) this.wrapped(node, Wrapped.nothing());
    else if (typeof result === 'object') this.wrapped(node, Wrapped.collection(result));
    if (typeof result !== 'string') return;
    const start = contentFrom(node.input, this.starts[node.depth] ?? 0);
    const source = node.input.slice(start, node.position);
    if (source.startsWith('"') && HALF.test(source)) throw new Refusal('an escape means half of a pair', start);
  }
}
