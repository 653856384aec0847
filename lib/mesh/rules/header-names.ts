/**
 * Names of HTTP headers.
 * @module
 */
import type { Message } from '../../errors';
import type { Part } from '../../reading';

const FIX = "Use letters, digits and !#$%&'*+-.^_`|~.";

/** Whether a text is a token of RFC 7230, which names of headers and of cookies are. */
export function isToken(text: string): boolean {
  return /^[\w!#$%&'*+.^`|~-]+$/.test(text);
}

/** Reads the name of a header, or of something else that is named like one. */
export function readToken(part: Part<string>, message: Message, kind = 'header'): string | undefined {
  return part.text(message, isToken, `be a valid ${kind} name`, { fix: FIX });
}

/** Reports a key of a part that is not the name of a header. */
export function reportHeaderName(part: Part, message: Message, name: string): void {
  part.report(message, `${part.title} has "${name}", which is not a valid header name.`, { got: name, fix: FIX });
}

/** Reports a header that is there twice: headers are one whatever the case of their names. */
export function checkHeaderTwice(part: Part, message: Message, names: readonly string[]): void {
  const lower = names.map((name) => name.toLowerCase());
  const twice = lower.find((name, index) => lower.indexOf(name) !== index);
  if (twice === undefined) return;
  const fix = 'Remove one of the two: header names ignore case.';
  part.report(message, `${part.title} must name each header once, but names "${twice}" twice.`, { got: twice, fix });
}
