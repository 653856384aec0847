/**
 * Reads a document with care: what js-yaml reads and Kubernetes refuses is refused, and keys keep their order.
 * @module
 */
import { type Extent, Listener, LONGEST_KEY, type Node } from './listener';
import { contentFrom } from './place';
import { Refusal } from './refusal';
import type { Scalar } from './scalar';
import { carefulPrefix } from './settle';
import { skipProperties } from './surroundings';
import { Wrapped } from './wrapped';

/** What a document may have that needs care, as far as its text shows it. Most documents have nothing of the kind. */
const CAREFUL = {
  'keys that are nothing': [String.raw`(?:^|[\s[{,])\?(?:\s|$)`, String.raw`[[{,]\s*:`, String.raw`[*&!]\S*\s+:`],
  'maps on the line of their anchor or tag': [String.raw`: +[&!].*:(?:\s|$)`],
  'anchors and tags before the line of their value': [
    String.raw`[&!]\S*[ \t]*(?:#[^\n]*)?\r?\n(?:\s|#[^\n]*\n)*[&!|>]`,
  ],
  'escapes that only JSON knows, or of no character': [
    String.raw`\\u[dD][89a-fA-F]|\\U(?!000|0010)|\\U0000[dD]|\\/|\\\r?\n[ \t]*\r?\n`,
  ],
  'tabs before text': [String.raw`(?:^|\n)[ ?:-]*\t`],
  'empty items before items of another list': [
    String.raw`(?:^|\s)-[ \t]*(?:#[^\n]*)?\r?\n(?:[ \t]*(?:#[^\n]*)?\r?\n)* *-\s`,
  ],
  'colons that end no key': [String.raw`[^"']:[,[\]{}]`],
};

/** Whether a text needs care. What its text does not show, the quick reader finds. */
export const NEEDS_CARE = new RegExp(Object.values(CAREFUL).flat().join('|'));

/** Escapes that only JSON knows, or of no character: Kubernetes refuses halves of pairs, even both. */
const BAD_ESCAPE = /(?:^|[^\\])(?:\\\\)*\\(?:\/|(?:u|U0000)[dD][89a-fA-F]|U(?!000|0010))/;
/** js-yaml loses the empty lines after it. */
const BAD_BREAK = /(?:^|[^\\])(?:\\\\)*\\\r?\n[ \t]*\r?\n/;

/** A block scalar that does not say how far it is indented, and whose first line begins with a tab. */
const TAB_FIRST = /^[|>][-+]?[ \t]*(?:#[^\n]*)?\r?\n(?: *\r?\n)* *\t/;

/**
 * Wraps everything, so that settling sees each key in its order.
 *
 * @internal because its types are those of js-yaml, which users of the package need not have
 */
export class CarefulListener extends Listener {
  private count = 0;
  /** Where tabs may begin a line: in lists and maps with brackets, in quotes, and in block scalars. */
  private readonly tabbed: Extent[] = [];

  protected override doubt(): void {
    // this is the careful reader
  }

  protected override close(node: Node): void {
    const result = node.result as Scalar | object | null;
    const start = skipProperties(node.input, this.startOf(node));
    const source = node.input.slice(start, node.position);
    if (isTabbed(source, node.kind)) this.tabbed.push({ start, end: node.position });
    if (node.kind === 'scalar') this.checkEnd(source, node);
    if (typeof result === 'string') this.checkText(source, start, node);
    this.checkBefore(node, start);
    const wrapped = wrappedOf(result, node.kind === 'scalar' ? source : '');
    this.count += 1;
    wrapped.prefix = carefulPrefix(wrapped, this.count);
    this.wrap(node, wrapped);
  }

  /** Refuses tabs at the start of a line, where Kubernetes allows none. */
  checkTabs(text: string): void {
    for (const { 0: found, index } of text.matchAll(/(?:^|\n)[ ?:-]*\t/g)) {
      const tab = index + found.length - 1;
      if (!this.tabbed.some(({ start, end }) => start < tab && tab < end)) {
        throw new Refusal('a line begins with a tab', tab);
      }
    }
  }

  /** Checks what is before a node. */
  private checkBefore({ input, kind, depth, position }: Node, start: number): void {
    const opened = this.starts[depth] ?? 0;
    const first = contentFrom(input, opened);
    const line = /[^\n]*$/.exec(input.slice(Math.max(0, first - 100), first))?.[0] ?? '';
    const column = start - input.lastIndexOf('\n', start) - 1;
    if (/^[&!]\S*[ \t]*(?:#[^\n]*)?\r?\n(?:\s|#[^\n]*\n)*[&!|>]/.test(input.slice(first, start + 1))) {
      throw new Refusal('an anchor or a tag is on a line before its value', first);
    }
    const isBlock = kind === 'mapping' && input[start] !== '{';
    if (isBlock && start > first && /:\s+$/.test(line) && !input.slice(first, start).includes('\n')) {
      throw new Refusal('a map is on the line of its anchor or tag', start);
    }
    const isList = kind === 'sequence' && input[start] === '-' && column > 0;
    if (isList && new RegExp(`\\n {0,${column - 1}}-\\s`).test(input.slice(start, position))) {
      throw new Refusal('js-yaml takes items of a list for those of the list before', start);
    }
  }

  private checkEnd(source: string, { input, position }: Node): void {
    if (/^[^"'|>]/.test(source) && /^[ \t]*:[,[\]{}]/.test(input.slice(position, position + 100))) {
      throw new Refusal('no space follows a colon in brackets', position);
    }
  }

  private checkText(source: string, start: number, node: Node): void {
    if (source.startsWith('"') && BAD_ESCAPE.test(source)) {
      throw new Refusal('a text has an escape that is not of YAML 1.1, or of no character', start);
    }
    if (source.startsWith('"') && BAD_BREAK.test(source)) {
      throw new Refusal('an escaped line break is before an empty line', start);
    }
    if (TAB_FIRST.test(source)) throw new Refusal('the first line of a text begins with a tab', start);
    if (/^[:?]|^[^"'].*\?/s.test(source) && this.bracketAround(node) !== '') {
      throw new Refusal('a text in brackets begins with a colon, or has a question mark', start);
    }
  }
}

/** Whether tabs may begin the lines of a node: it is in brackets, in quotes, or a block of text. */
function isTabbed(source: string, kind: string | null): boolean {
  return kind === 'scalar' ? /^["'|>]/.test(source) : /^[[{]/.test(source) && /[\]}]/.test(source.slice(-1));
}

function wrappedOf(value: Scalar | object | null, source: string): Wrapped {
  const isLong = source.length > LONGEST_KEY && Array.from(source).length > LONGEST_KEY;
  if (isLong) return Wrapped.long(value instanceof Wrapped ? value.value : value);
  if (value instanceof Wrapped) return value;
  if (value === null) return Wrapped.nothing();
  return typeof value === 'object' ? Wrapped.collection(value) : new Wrapped(value, 'other', String(value));
}
