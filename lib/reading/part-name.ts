/**
 * What messages call a part.
 * @module
 */

/** What messages call a part: `"retries.attempts" of rule 1 for "cart"`. */
export interface PartName {
  /** What a user would call it: `rule 1 for "cart"`. */
  readonly subject: string;
  /** The options that lead from the subject to this part, joined by dots. Empty for the subject itself. */
  readonly path: string;
}

/** The name as messages write it. */
export function titleOf({ subject, path }: PartName): string {
  return path === '' ? subject : `"${path}" of ${subject}`;
}

/** The name of an option of the part, or of an item: `[0]`. */
export function childName({ subject, path }: PartName, key: string): PartName {
  return { subject, path: path + (path === '' || key.startsWith('[') ? key : `.${key}`) };
}
