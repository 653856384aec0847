/**
 * Reads JSON, one value or several after each other, and finds where its objects are.
 * @module
 */
import type { Extent } from './listener';

/** A value of a text of JSON. */
export interface JsonValue extends Extent {
  readonly value: unknown;
  /** Where the items of its list are, if it has one. */
  readonly items: readonly Extent[];
}

/** What was read of a text, and where the reading ended. */
export interface JsonStream {
  readonly values: readonly JsonValue[];
  readonly end: number;
}

/** Reads values until the text ends, or until something is not JSON. */
export function readJsonStream(text: string): JsonStream {
  const values: JsonValue[] = [];
  let end = afterSpace(text, 0);
  while (end < text.length) {
    const found = extentOf(text, end);
    const value = found && parsed(text.slice(found.start, found.end));
    if (found === undefined || value === undefined) break;
    values.push({ ...found, value });
    end = afterSpace(text, found.end);
  }
  return { values, end };
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

const SPACE = /[ \t\r\n]*/y;

function afterSpace(text: string, from: number): number {
  SPACE.lastIndex = from;
  return from + (SPACE.exec(text)?.[0].length ?? 0);
}

/** The extent of an object, and of the items of its field "items"; undefined if it does not end. */
function extentOf(text: string, start: number): Omit<JsonValue, 'value'> | undefined {
  if (text[start] !== '{') return undefined;
  const token = /["{}[\]]/g;
  token.lastIndex = start;
  let [depth, isItems, itemStart] = [0, false, start];
  let items: Extent[] = [];
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    const [character] = match;
    if (character === '"') {
      token.lastIndex = afterString(text, match.index);
      if (depth === 1) isItems = text.slice(match.index, token.lastIndex) === '"items"';
    } else if (character === '{' || character === '[') {
      if (depth === 1 && character === '[' && isItems) items = [];
      if (depth === 2 && character === '{') itemStart = match.index;
      depth += 1;
    } else {
      depth -= 1;
      const end = token.lastIndex;
      if (depth === 2 && character === '}' && isItems) items.push({ start: itemStart, end });
      if (depth === 0) return { start, end, items };
    }
  }
  return undefined;
}

/** Where a string ends that begins at an offset. */
function afterString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end === -1 ? text.length : end + 1;
}

function isEscaped(text: string, offset: number): boolean {
  let before = offset;
  while (text[before - 1] === '\\') before -= 1;
  return (offset - before) % 2 === 1;
}
