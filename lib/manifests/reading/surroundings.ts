/**
 * What is around a node in its text.
 * @module
 */
import { contentFrom } from './place';

const PROPERTY = /[&!][^\s,[\]{}]*/y;

/** Where a node itself begins, after its anchor and its tag. */
export function skipProperties(text: string, start: number): number {
  let from = contentFrom(text, start);
  while (/[&!]/.test(text.charAt(from))) {
    PROPERTY.lastIndex = from;
    from = contentFrom(text, from + (PROPERTY.exec(text)?.[0].length ?? 1));
  }
  return from;
}

/** The innermost bracket that a node is in, from where its parents start; empty if it is in none. */
export function bracketAround(text: string, parents: readonly number[]): string {
  const firsts = parents.map((start) => text.charAt(skipProperties(text, start)));
  return firsts.findLast((first) => first === '[' || first === '{') ?? '';
}

/** Whether a colon follows an offset, after spaces. */
export function isBeforeColon(text: string, offset: number): boolean {
  return text.charAt(contentFrom(text, offset)) === ':';
}

/** The last character before an offset that is no space. */
export function characterBefore(text: string, offset: number): string {
  return text
    .slice(Math.max(0, offset - 200), offset)
    .trimEnd()
    .slice(-1);
}
