/**
 * Reads the types of objects from the text of a schema.
 * @module
 */

/** The type of an object: its fields. */
export interface ObjectType {
  /** The types of the fields, by their names. */
  readonly fields: ReadonlyMap<string, string>;
  /** Of each of these groups of fields, an object has only one. */
  readonly alternatives: readonly (readonly string[])[];
}

/** Types by their names. */
export type Types = ReadonlyMap<string, ObjectType>;

/** Reads a schema: each line is a type, unless it is indented and belongs to the one before. */
export function readTypes(schema: string): Types {
  const lines = schema.trim().split(/\n(?! )/);
  return new Map(
    lines.map((line) => {
      const [name = '', ...words] = line.split(/\s+/);
      return [name, { fields: new Map(words.flatMap(fieldIn)), alternatives: words.flatMap(alternativesIn) }];
    }),
  );
}

function fieldIn(word: string): readonly (readonly [string, string])[] {
  const [, name, type] = /^(\w+):(.+)$/.exec(word) ?? [];
  return name === undefined || type === undefined ? [] : [[name, type]];
}

function alternativesIn(word: string): readonly (readonly string[])[] {
  return word.startsWith('(') ? [word.slice(1, -1).split('|')] : [];
}
