/**
 * Paths of requests.
 * @module
 */
import type { Message } from '../../errors';
import type { Part } from '../../reading';

/** Reads a text that can replace a path or its prefix. */
export function readPath(part: Part<string>, message: Message): string | undefined {
  const isPath = (text: string): boolean => /^\/\S*$/.test(text);
  return part.text(message, isPath, 'start with "/" and have no spaces', { fix: "Write it like '/reviews'." });
}
