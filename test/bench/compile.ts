/**
 * Compiles what is measured to JavaScript, so that no compiler runs in the measured processes.
 * @module
 */
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as ts from 'typescript';

const CHECKOUT = path.resolve(__dirname, '../..');
const PROGRAMS = 'test/bench/programs';

const compilerOptions: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.CommonJS,
  esModuleInterop: true,
};

/** Compiles the library and the programs of the benchmark into a folder, and returns the folder of the programs. */
export function compileInto(folder: string): string {
  for (const source of ['lib', PROGRAMS]) {
    const files = fs.readdirSync(path.join(CHECKOUT, source), { recursive: true, encoding: 'utf8' });
    for (const file of files.filter((name) => name.endsWith('.ts'))) {
      const text = fs.readFileSync(path.join(CHECKOUT, source, file), 'utf8');
      const target = path.join(folder, source, file.replace(/\.ts$/, '.js'));
      fs.mkdirSync(path.dirname(target), { recursive: true });
      fs.writeFileSync(target, ts.transpileModule(text, { compilerOptions }).outputText);
    }
  }
  fs.symlinkSync(path.join(CHECKOUT, 'node_modules'), path.join(folder, 'node_modules'));
  return path.join(folder, PROGRAMS);
}
