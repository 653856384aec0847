/**
 * `npm run docs`: writes docs/api/, the public API from its docstrings: a page for each section of lib/index.ts, and one for
 * lib/testing/index.ts.
 * @module
 */
import * as fs from 'node:fs';
import * as path from 'node:path';
import type {
  Application,
  Comment,
  Context,
  Converter,
  DeclarationReflection,
  SomeType,
  TypeDocOptions,
} from 'typedoc';
import type { PluginOptions } from 'typedoc-plugin-markdown';
import * as ts from 'typescript';

const root = path.join(__dirname, '..');
const out = path.join(__dirname, 'api');

const OPTIONS: Partial<TypeDocOptions & PluginOptions> = {
  plugin: ['typedoc-plugin-markdown'],
  name: 'API',
  readme: 'none',
  router: 'module',
  sort: ['source-order'],
  sortEntryPoints: false,
  disableSources: true,
  disableGit: true,
  excludeExternals: true,
  excludeInternal: true,
  excludePrivate: true,
  excludeProtected: true,
  jsDocCompatibility: { defaultTag: false },
  validation: { notExported: false },
  hideBreadcrumbs: true,
  hidePageHeader: true,
  parametersFormat: 'table',
  interfacePropertiesFormat: 'table',
  classPropertiesFormat: 'table',
  typeDeclarationFormat: 'table',
  tableColumnSettings: { hideModifiers: true, hideInherited: true, hideOverrides: true, hideDefaults: true },
};

interface Section {
  readonly title: string;
  /** A file that is nowhere but in memory. */
  readonly file: string;
  readonly text: string;
}

/** The sections of an index.ts: what stands below each comment, up to an empty line, as a file of its own. */
function sectionsOf(index: string): readonly Section[] {
  return [...fs.readFileSync(index, 'utf8').matchAll(/^\/\/ (.*)\n((?:.+\n)*)/gm)].map(
    ([, heading = '', text = '']) => {
      // what follows a colon would make a long name of a file
      const title = heading.replace(/:.*/, '');
      return { title, file: path.join(path.dirname(index), `${pageOf(title)}.section.ts`), text };
    },
  );
}

/** The name of a section's page. */
function pageOf(title: string): string {
  return title.toLowerCase().replaceAll(' ', '-');
}

/** A program of lib/ and the sections. */
function programOf(sections: readonly Section[]): ts.Program {
  const config = path.join(root, 'tsconfig.build.json');
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(config, (file) => ts.sys.readFile(file)).config,
    ts.sys,
    root,
  );
  const host = ts.createCompilerHost(options);
  const textOf = (file: string): string | undefined =>
    sections.find((section) => path.resolve(file) === section.file)?.text;
  host.fileExists = (file): boolean => textOf(file) !== undefined || ts.sys.fileExists(file);
  host.getSourceFile = (file, version): ts.SourceFile | undefined => {
    const text = textOf(file) ?? ts.sys.readFile(file);
    return text === undefined ? undefined : ts.createSourceFile(file, text, version, true);
  };
  return ts.createProgram(
    sections.map(({ file }) => file),
    options,
    host,
  );
}

/** The type of a declaration as it is written: TypeDoc loses aliases, and the rest of a read-only tuple. */
function typeAsWritten(context: Context, type: ts.Type, node: ts.TypeNode | undefined): SomeType | undefined {
  if (node === undefined || node.getText().includes('{')) return undefined;
  const { checker } = context;
  // another, where a base class has it with another argument
  const isSame = checker.getNonNullableType(checker.getTypeFromTypeNode(node)) === checker.getNonNullableType(type);
  return isSame ? context.converter.convertType(context, node) : undefined;
}

function nameTypesAsWritten(app: Application, events: typeof Converter): void {
  app.converter.on(events.EVENT_CREATE_DECLARATION, (context, reflection: DeclarationReflection) => {
    const symbol = context.getSymbolFromReflection(reflection);
    const declaration = symbol?.valueDeclaration;
    if (symbol === undefined || declaration === undefined) return;
    if (!ts.isPropertySignature(declaration) && !ts.isPropertyDeclaration(declaration)) return;
    const type = typeAsWritten(context, context.checker.getTypeOfSymbol(symbol), declaration.type);
    if (type !== undefined) reflection.type = type;
  });
  app.converter.on(events.EVENT_CREATE_SIGNATURE, (context, reflection, declaration, signature) => {
    // that a function takes no `this` is no argument
    reflection.parameters = reflection.parameters?.filter(({ name }) => name !== 'this') ?? [];
    if (signature === undefined || declaration?.type === undefined || !ts.isTypeNode(declaration.type)) return;
    const type = typeAsWritten(context, context.checker.getReturnTypeOfSignature(signature), declaration.type);
    if (type !== undefined) reflection.type = type;
  });
}

/** A default is a value, as code, or, after a dash, what happens then. */
function writeDefault({ blockTags }: Comment): void {
  for (const { tag, content } of blockTags) {
    const [first] = content;
    if (tag !== '@default' || first === undefined) continue;
    if (first.text.startsWith('- ')) first.text = first.text.slice(2);
    else content.splice(0, content.length, { kind: 'code', text: `\`${content.map(({ text }) => text).join('')}\`` });
  }
}

/** Names pages as those beside them are. */
function tidy(titles: readonly string[]): void {
  const renamed = titles.map((title) => [`${title.replaceAll(' ', '-')}.md`, `${pageOf(title)}.md`] as const);
  for (const [before, after] of renamed) fs.renameSync(path.join(out, before), path.join(out, after));
  for (const file of fs.readdirSync(out)) {
    const text = fs.readFileSync(path.join(out, file), 'utf8');
    const linked = renamed.reduce((all, [before, after]) => all.replaceAll(`](${before}`, `](${after}`), text);
    fs.writeFileSync(path.join(out, file), linked);
  }
}

async function main(): Promise<void> {
  // by import(), as a plugin would load a second TypeDoc beside one that is loaded by require()
  const typedoc = await import('typedoc');
  const app = await typedoc.Application.bootstrapWithPlugins(OPTIONS);
  nameTypesAsWritten(app, typedoc.Converter);
  const sections = ['lib/index.ts', 'lib/testing/index.ts'].flatMap((file) => sectionsOf(path.join(root, file)));
  const program = programOf(sections);
  const project = app.converter.convert(
    sections.map(({ title, file }) => {
      const sourceFile = program.getSourceFile(file);
      if (sourceFile === undefined) throw new Error(`no section "${title}"`);
      return { displayName: title, program, sourceFile };
    }),
  );
  for (const reflection of Object.values(project.reflections)) if (reflection.comment) writeDefault(reflection.comment);
  // members stay in the order of the source, where what must be given comes first
  for (const section of project.children ?? []) {
    const groups = section.groups ?? [];
    for (const { children } of groups) children.sort((a, b) => a.name.localeCompare(b.name, 'en'));
    // anchors are numbered in the order of children
    const order = groups.flatMap(({ children }) => children);
    section.children?.sort((a, b) => order.indexOf(a) - order.indexOf(b));
  }
  app.validate(project);
  fs.rmSync(out, { recursive: true, force: true });
  await app.outputs.writeOutput({ name: 'markdown', path: out }, project);
  tidy(sections.map(({ title }) => title));
  if (app.logger.hasErrors() || app.logger.hasWarnings()) process.exitCode = 1;
}

void main();
