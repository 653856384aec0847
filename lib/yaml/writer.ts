/**
 * Writes maps and lists.
 * @module
 */
import { type Anchors } from './anchors';
import { Depth } from './depth';
import { isPlainList, isPlainMap } from './plain-value';
import { valueText } from './text';

/** Writes one document. Each value is written with the space or the line break before it. */
export class Writer {
  /** Whether there was something that only cdk8s can write. The text is then of no use. */
  isForeign = false;
  /** Whether something without an anchor was met again. The text is then of no use. */
  isShared = false;
  #text = '';
  readonly #met = new Set<object>();
  readonly #anchors: Anchors | undefined;

  constructor(anchors?: Anchors) {
    this.#anchors = anchors;
  }

  /** Writes a document that is a map or a list. */
  document(value: object): string {
    this.#collection(value, Depth.ROOT, true);
    this.#text += '\n';
    // slice also makes one piece of what was appended, which costs less now than when many documents are joined
    return this.#text.slice(1);
  }

  /**
   * Writes a value.
   *
   * @param depth the depth of its lines
   * @param isInline whether its first line continues the line before it, as after a dash
   */
  #value(value: unknown, depth: Depth, isInline: boolean): void {
    switch (typeof value) {
      case 'string':
        this.#text += ` ${valueText(value, depth.indent)}`;
        break;
      case 'number':
        this.#text += ` ${numberText(value)}`;
        break;
      case 'boolean':
        this.#text += value ? ' true' : ' false';
        break;
      case 'undefined':
        this.#text += ' null';
        break;
      case 'object':
        if (value === null) this.#text += ' null';
        else this.#collection(value, depth, isInline);
        break;
      default:
        this.isForeign = true;
    }
  }

  #collection(value: object, depth: Depth, isInline: boolean): void {
    const anchor = this.#anchors?.get(value);
    if (this.#met.has(value)) {
      if (anchor === undefined) this.isShared = true;
      else this.#text += ` *${anchor}`;
      return;
    }
    this.#met.add(value);
    if (anchor !== undefined) this.#text += ` &${anchor}`;
    const startsInline = isInline && anchor === undefined;
    if (Array.isArray(value)) this.#list(value, depth, startsInline);
    else this.#map(value, depth, startsInline);
  }

  #map(map: object, depth: Depth, isInline: boolean): void {
    if (!isPlainMap(map)) {
      this.isForeign = true;
      return;
    }
    const names = Object.keys(map);
    if (names.length === 0) this.#text += ' {}';
    let isFirst = isInline;
    for (const name of names) {
      const { line, inline, isLong } = depth.key(name);
      this.#text += isFirst ? inline : line;
      this.#value(map[name], depth.next, isLong);
      isFirst = false;
    }
  }

  #list(list: readonly unknown[], depth: Depth, isInline: boolean): void {
    if (!isPlainList(list)) {
      this.isForeign = true;
      return;
    }
    if (list.length === 0) this.#text += ' []';
    let isFirst = isInline;
    for (const item of list) {
      this.#text += isFirst ? ' -' : depth.dash;
      this.#value(item, depth.next, true);
      isFirst = false;
    }
  }
}

/** Numbers as JSON has them, and those that it does not have. */
function numberText(value: number): string {
  if (Number.isFinite(value)) return Object.is(value, -0) ? '-0' : String(value);
  return Number.isNaN(value) ? '.nan' : value < 0 ? '-.inf' : '.inf';
}
