/**
 * Names of HTTP headers.
 * @module
 */
import type { Message } from '../../errors';
import type { Part } from '../../reading';

const FIX = "Use letters, digits and !#$%&'*+-.^_`|~.";

/** Whether a text is a token of RFC 7230. Names of headers and cookies are tokens. */
export function isToken(text: string): boolean {
  return /^[\w!#$%&'*+.^`|~-]+$/.test(text);
}

/** Reads the name of a header, or of another `kind` of thing whose name is a token. */
export function readToken(part: Part<string>, message: Message, kind = 'header'): string | undefined {
  return part.text(message, isToken, `be a valid ${kind} name`, { fix: FIX });
}

/** Reports a key of a part that is not the name of a header. */
export function reportHeaderName(part: Part, message: Message, name: string): void {
  part.report(message, `${part.title} has "${name}", which is not a valid header name.`, { got: name, fix: FIX });
}

/** Reports a header that is named twice. Header names ignore case. */
export function checkHeaderTwice(part: Part, message: Message, names: readonly string[]): void {
  const lower = names.map((name) => name.toLowerCase());
  const twice = lower.find((name, index) => lower.indexOf(name) !== index);
  if (twice === undefined) return;
  const fix = 'Remove one of the two: header names ignore case.';
  part.report(message, `${part.title} must name each header once, but names "${twice}" twice.`, { got: twice, fix });
}
