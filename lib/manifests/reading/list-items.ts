/**
 * Splits the items of a large list, as `kubectl get -o yaml` prints it, so that each is read for itself.
 * @module
 */
import type { Extent } from './listener';

/** The text of a list without its items, and where they are. */
export interface ListText {
  readonly rest: string;
  readonly items: readonly Extent[];
}

const FIELD = /^items:[ \t]*(?:#.*)?\r?\n(?:[ \t]*(?:#.*)?\r?\n)*( *)-(?=\s)/gm;
const DASH = 0x2d;
const SPACE = 0x20;

/**
 * Splits the items of a list; undefined if the text is no list, or not one that is as simple as those of kubectl. Each item starts
 * at the start of its line.
 */
export function splitItems(text: string): ListText | undefined {
  const [field, ...others] = text.matchAll(FIELD);
  if (field === undefined || others.length > 0) return undefined;
  const column = (field[1] ?? '').length;
  const start = field.index + field[0].length - 1 - column;
  const items: Extent[] = [];
  let [itemStart, lineStart] = [start, start];
  while (lineStart < text.length) {
    const next = text.indexOf('\n', lineStart) + 1 || text.length;
    const first = firstCharacter(text, lineStart);
    const isItem = first === lineStart + column && text.charCodeAt(first) === DASH && /\s/.test(text.charAt(first + 1));
    if (isItem && lineStart > itemStart) {
      items.push({ start: itemStart, end: lineStart });
      itemStart = lineStart;
    }
    if (!isItem && first <= lineStart + column && !/[\r\n#]/.test(text.charAt(first))) break;
    lineStart = next;
  }
  items.push({ start: itemStart, end: lineStart });
  const rest = `${text.slice(0, start)}\n${text.slice(lineStart)}`;
  return isSimple(rest) ? { rest, items } : undefined;
}

function firstCharacter(text: string, lineStart: number): number {
  let first = lineStart;
  while (text.charCodeAt(first) === SPACE) first += 1;
  return first;
}

/** Whether the other fields of a list depend on none of its items. */
function isSimple(rest: string): boolean {
  return !/<<|[&*]|^["']|^\.\.\./m.test(rest) && (rest.match(/^items\b/gm) ?? []).length === 1;
}
