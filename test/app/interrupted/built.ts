/**
 * Builds the library and the program of this folder once, because 50 processes that each compile them would take minutes.
 * @module
 */
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as ts from 'typescript';

const ROOT = path.join(__dirname, '../../..');

/** Writes JavaScript of `lib`, of what it imports, and of this folder into a folder. */
export function build(folder: string): void {
  for (const part of ['lib', 'imports', path.relative(ROOT, __dirname)])
    for (const file of fs.readdirSync(path.join(ROOT, part), { recursive: true, encoding: 'utf8' })) {
      const target = path.join(folder, part, file.replace(/\.ts$/, '.js'));
      if (!file.endsWith('.ts') || file.endsWith('.d.ts')) continue;
      const { outputText } = ts.transpileModule(fs.readFileSync(path.join(ROOT, part, file), 'utf8'), {
        compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
      });
      fs.mkdirSync(path.dirname(target), { recursive: true });
      fs.writeFileSync(target, outputText);
    }
}
