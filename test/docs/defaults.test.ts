/** @module Every option of the public API says what holds when it is not given. */
import * as path from 'node:path';
import * as ts from 'typescript';

const lib = path.join(__dirname, '../../lib');

/** Whether a declaration is of an option: neither from elsewhere, nor of what is written into manifests. */
function isOption(file: string, owner: string): boolean {
  return !/^(\.\.|istio\/)/.test(path.relative(lib, file)) && !owner.endsWith('Spec');
}

/** The optional properties of what a file exports, members of members included, as `<file>: <type>.<property>`. */
function withoutDefault(index: string): readonly string[] {
  const program = ts.createProgram([index], { module: ts.ModuleKind.Node20, strict: true, types: ['node'] });
  const checker = program.getTypeChecker();
  const seen = new Set<ts.Node>();
  const found: string[] = [];

  function visit(node: ts.Node, owner: string): void {
    const file = node.getSourceFile().fileName;
    if (seen.has(node) || !isOption(file, owner)) return;
    seen.add(node);
    // types that are not exported are part of those that name them
    if (ts.isTypeReferenceNode(node)) visitSymbol(checker.getSymbolAtLocation(node.typeName));
    if (ts.isExpressionWithTypeArguments(node)) visitSymbol(checker.getSymbolAtLocation(node.expression));
    if (ts.isPropertySignature(node) && node.questionToken && node.type?.kind !== ts.SyntaxKind.NeverKeyword) {
      const tags = ts.getJSDocTags(node).map(({ tagName }) => tagName.text);
      const name = `${owner}.${node.name.getText()}`;
      if (!tags.includes('default')) found.push(`${path.relative(lib, file)}: ${name}`);
    }
    const inner = ts.isPropertySignature(node) ? `${owner}.${node.name.getText()}` : owner;
    ts.forEachChild(node, (child) => {
      visit(child, inner);
    });
  }

  function visitSymbol(symbol: ts.Symbol | undefined): void {
    if (symbol === undefined) return;
    const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    for (const declaration of target.declarations ?? [])
      if (ts.isInterfaceDeclaration(declaration) || ts.isTypeAliasDeclaration(declaration))
        visit(declaration, declaration.name.text);
  }

  const source = program.getSourceFile(index);
  const module = source && checker.getSymbolAtLocation(source);
  if (module === undefined) throw new Error(`${index} exports nothing`);
  checker.getExportsOfModule(module).forEach(visitSymbol);
  return found.sort();
}

test('every optional property of the public API has a @default', () => {
  expect(withoutDefault(path.join(lib, 'index.ts'))).toEqual([]);
});
