/**
 * Paths that replace the path of a request, or its prefix.
 * @module
 */
import type { Message } from '../../errors';
import type { Conditions } from '../../match';
import type { Part } from '../../reading';
import { RULES } from './messages';

/** Reads a text that replaces a path or its prefix. Envoy would put the rest of the path, or the query, behind "?" or "#". */
export function readPath(part: Part<string>, message: Message): string | undefined {
  const isPath = (text: string): boolean => /^\/[^\s?#]*$/.test(text);
  return part.text(message, isPath, 'start with "/" and have no spaces, "?" or "#"', {
    fix: "Write it like '/reviews'.",
  });
}

/** Reads a whole path that callers are sent to, which may have a query. Envoy would put the query of the request behind "#". */
export function readUrlPath(part: Part<string>, message: Message): string | undefined {
  const isPath = (text: string): boolean => /^\/[^\s#]*$/.test(text);
  return part.text(message, isPath, 'start with "/" and have no spaces or "#"', { fix: "Write it like '/reviews'." });
}

/**
 * Reports the replacement of a prefix that would join parts of the path, as in `/newitems`, or would give `//` (MC175). A
 * prefix that ends within a part of the path, such as `/item-`, may be replaced by anything.
 *
 * @param prefixes the prefixes that the rule matches
 */
export function checkReplacement(part: Part<string>, prefixes: readonly string[]): void {
  const { value: text } = part;
  if (!part.isSound || typeof text !== 'string') return;
  const wrong = prefixes.find(
    (prefix) => (prefix.endsWith('/') && /\w$/.test(text)) || (/\w$/.test(prefix) && text.endsWith('/')),
  );
  if (wrong === undefined) return;
  const rest = wrong.endsWith('/') ? 'x' : '/x';
  const what = `${part.title} must end with "/" exactly if the prefix "${wrong}" does, but is "${text}": "${wrong}${rest}" would become "${text}${rest}".`;
  part.report(RULES.MC175, what, { got: text, fix: fixOf(wrong, text) });
}

function fixOf(prefix: string, text: string): string {
  if (prefix === '/') return `Write "${text}/", or leave "uri" out of the match to replace the whole path.`;
  if (prefix.endsWith('/')) return `Write "${text}/".`;
  return `Match the prefix "${prefix}/", and the exact path "${prefix}" as another alternative.`;
}

/** The prefixes that conditions match. */
export function prefixesOf(match: readonly Conditions[]): readonly string[] {
  return match.flatMap(({ uri }) => uri?.prefix ?? []);
}
