/**
 * Asks Kubernetes' reader of YAML, a Go program in `program/`, what documents mean.
 * @module
 */
import { execFileSync } from 'node:child_process';
import * as path from 'node:path';
import { buildGoProgram } from '../support/go-program';

/** What a document means, or why it was refused. */
export interface Answer {
  readonly value?: unknown;
  readonly error?: string;
}

/** What reads documents, as kubectl does from a file. */
export type Oracle = (documents: readonly string[]) => readonly Answer[];

/** What reads the texts of files, each with all its documents. */
export type TextOracle = (texts: readonly string[]) => readonly (readonly Answer[])[];

/** Builds the program into a folder, to read documents. */
export function buildOracle(folder: string): Oracle {
  const program = build(folder);
  return (documents) => read(program, documents);
}

/** Builds the program into a folder, to read texts. */
export function buildTextOracle(folder: string): TextOracle {
  const program = build(folder);
  return (texts) => {
    const input = texts.map((text) => `${Buffer.from(text).toString('base64')}\n`).join('');
    const output = execFileSync(program, ['-texts'], { input, encoding: 'utf8', maxBuffer: 2 ** 30 });
    const lines = output.trimEnd().split('\n');
    return lines.map((line) => JSON.parse(line) as readonly Answer[]);
  };
}

function build(folder: string): string {
  return buildGoProgram(path.join(__dirname, 'program'), folder, '1.24');
}

function read(program: string, documents: readonly string[]): readonly Answer[] {
  // cdk8s joins the documents of a file like this
  const output = execFileSync(program, { input: documents.join('---\n'), encoding: 'utf8', maxBuffer: 2 ** 30 });
  const answers = output.trimEnd().split('\n');
  if (answers.length !== documents.length) {
    throw new Error(`${documents.length} documents were read as ${answers.length}: one of them looks like a separator`);
  }
  return answers.map((answer) => JSON.parse(answer) as Answer);
}
