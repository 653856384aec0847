/**
 * What the lines at one depth of a document start with.
 * @module
 */
import { keyText } from './text';

/** A key with its colon. */
export interface Key {
  /** On a line of its own. */
  readonly line: string;
  /** On the line of a dash, after a space. */
  readonly inline: string;
  /** Whether it is so long that its value stands on the next line. */
  readonly isLong: boolean;
}

/** Readers look for the colon after a key in this many characters. A longer key is written after `? `. */
const LONGEST_KEY = 1024;
/** How many keys are kept. A mesh has a few hundred, but ConfigMaps can have any number. */
const KEPT = 4096;

/** One depth of a document. The starts of its lines are made once. */
export class Depth {
  /** The start of a line with a dash. */
  readonly dash: string;
  readonly #line: string;
  readonly #keys = new Map<string, Key>();
  #next: Depth | undefined;

  private constructor(readonly indent: string) {
    this.#line = `\n${indent}`;
    this.dash = `${this.#line}-`;
  }

  /** The depth of what a document holds. */
  static readonly ROOT = new Depth('');

  /** The depth of what is one deeper. */
  get next(): Depth {
    return (this.#next ??= new Depth(`${this.indent}  `));
  }

  /** A key at this depth. */
  key(key: string): Key {
    return this.#keys.get(key) ?? this.#add(key);
  }

  #add(key: string): Key {
    const text = keyText(key, this.indent === '');
    const isLong = text.length > LONGEST_KEY;
    const line = isLong ? `${this.#line}? ${text}${this.#line}:` : `${this.#line}${text}:`;
    const added = { line, inline: ` ${line.slice(this.#line.length)}`, isLong };
    if (!isLong && this.#keys.size < KEPT) this.#keys.set(key, added);
    return added;
  }
}
