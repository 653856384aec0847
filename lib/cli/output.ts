/**
 * Where the command writes.
 * @module
 */

/** Where the command writes. */
export interface Output {
  /** Whether answers go to a terminal that shows colours. */
  readonly hasColours: boolean;
  /** Prints an answer. */
  readonly print: (text: string) => void;
  /** Prints what is wrong. */
  readonly complain: (text: string) => void;
}
