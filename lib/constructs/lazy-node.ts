/**
 * The node of a construct whose children are made when someone first looks at them.
 * @module
 */
import { type Construct, Node } from 'constructs';
import type { RenderingList } from './planned-object';

/** Some of what a construct renders. */
export interface PlacedList {
  /** The path below the construct at which the objects are; empty for the construct itself. */
  readonly below: string;
  readonly objects: RenderingList;
}

/** Children that are not made yet. */
export interface Unmade {
  /** What they would render. */
  readonly lists: () => readonly PlacedList[];
  /** Makes them. */
  readonly make: () => void;
}

/** A node of a construct tree. Whoever asks for its children, or adds one, finds them all there. */
export class LazyNode extends Node {
  #unmade: Unmade | undefined;
  #isMaking = false;

  /** Gives a construct without children such a node in place of its own. */
  static replacing(construct: Construct, scope: Construct): LazyNode {
    const { id } = construct.node;
    scope.node.tryRemoveChild(id);
    return new LazyNode(construct, scope, id);
  }

  /** The children, if nobody has looked at them or added one. */
  get unmade(): Unmade | undefined {
    return this.#unmade;
  }

  /** Has children made later. They come before those that others add. */
  makeLater(children: Unmade): void {
    this.#unmade = children;
  }

  /** Makes the children now, unless they are there. */
  makeNow(): void {
    const unmade = this.#unmade;
    if (unmade === undefined) return;
    this.#unmade = undefined;
    this.#isMaking = true;
    try {
      unmade.make();
    } finally {
      this.#isMaking = false;
    }
  }

  override get children(): ReturnType<Node['findAll']> {
    this.makeNow();
    return super.children;
  }

  override tryFindChild(id: string): ReturnType<Node['tryFindChild']> {
    this.makeNow();
    return super.tryFindChild(id);
  }

  override tryRemoveChild(id: string): boolean {
    this.makeNow();
    return super.tryRemoveChild(id);
  }

  /** A node asks its scope before it is added as a child. */
  override get locked(): boolean {
    this.makeNow();
    return !this.#isMaking && super.locked;
  }
}
