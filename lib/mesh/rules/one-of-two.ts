/**
 * Options that exclude each other.
 * @module
 */
import { listText, type Message } from '../../errors';
import type { Part } from '../../reading';

/** Reports two options that are both given, though they exclude each other. */
export function checkOneOfTwo(part: Part, message: Message, options: Readonly<Record<string, Part>>): void {
  const given = Object.keys(options).filter((name) => options[name]?.isGiven);
  if (given.length < 2) return;
  part.report(message, `${part.title} has ${listText(given)}, which exclude each other.`, { fix: 'Keep one of them.' });
}
