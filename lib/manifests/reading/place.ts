/**
 * Places in a text.
 * @module
 */

/** A place in a text: line and column from 1, as editors count them. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** A place as text: `file:line:column`. */
export function placeText(file: string, { line, column }: Place): string {
  return `${file}:${line}:${column}`;
}

/** Finds the places of offsets in a text. It counts on from the last one, so offsets should ascend. */
export class Places {
  private line = 1;
  private lineStart = 0;
  private nextBreak: number;

  constructor(private readonly text: string) {
    this.nextBreak = text.indexOf('\n');
  }

  at(offset: number): Place {
    if (offset < this.lineStart) {
      [this.line, this.lineStart, this.nextBreak] = [1, 0, this.text.indexOf('\n')];
    }
    while (this.nextBreak !== -1 && this.nextBreak < offset) {
      this.line += 1;
      this.lineStart = this.nextBreak + 1;
      this.nextBreak = this.text.indexOf('\n', this.lineStart);
    }
    return { line: this.line, column: offset - this.lineStart + 1 };
  }
}

const SPACE_OR_COMMENT = /(?:[ \t\r\n\ufeff]|(?<![^ \t\r\n])#[^\r\n]*)*/y;

/** The offset of the first character at or after an offset that is neither space nor comment. */
export function contentFrom(text: string, offset: number): number {
  SPACE_OR_COMMENT.lastIndex = offset;
  return offset + (SPACE_OR_COMMENT.exec(text)?.[0].length ?? 0);
}
