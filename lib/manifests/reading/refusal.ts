/**
 * Why a document is not read.
 * @module
 */

/** Why a document is not read, as the end of a sentence, and where that is in it if it is known. */
export class Refusal extends Error {
  constructor(
    readonly reason: string,
    readonly offset?: number,
  ) {
    super(reason);
  }
}
