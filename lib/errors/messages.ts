/**
 * How a room keeps its catalogue of coded messages.
 * @module
 */

/** What a code means. */
export interface MessageDefinition {
  /** A sentence: what must hold. */
  readonly rule: string;
  /** A sentence: what to do if it does not hold. */
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
 * Makes a catalogue. Codes are never reused: a retired code stays in the catalogue, and its rule says that it is retired.
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
