/**
 * How a room keeps its catalogue of coded messages.
 * @module
 */

/** What a code means, wherever it is given. */
export interface MessageDefinition {
  /** What must hold: a sentence. */
  readonly rule: string;
  /** What to do where it does not: a sentence. */
  readonly fix: string;
}

/** An entry of a catalogue. */
export interface Message extends MessageDefinition {
  /** Its code, such as `MC012`. */
  readonly code: string;
}

/** Messages by their codes. */
export type Catalogue<Code extends string> = Readonly<Record<Code, Message>>;

/**
 * Makes a catalogue. A code is never reused: one that is no longer given stays in it, and its rule says so.
 *
 * @example
 * export const PORTS = defineMessages({
 *   MC020: { rule: 'A port is an integer from 1 to 65535.', fix: 'Give the number of the Service port.' },
 * });
 * part.must(PORTS.MC020, 'be an integer from 1 to 65535');
 */
export function defineMessages<Code extends string>(
  definitions: Readonly<Record<Code, MessageDefinition>>,
): Catalogue<Code> {
  const entries = Object.entries<MessageDefinition>(definitions).map(([code, each]) => [code, { code, ...each }]);
  return Object.fromEntries(entries) as Catalogue<Code>;
}
