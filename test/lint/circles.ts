/**
 * Finds circles of imports in lib/. They include type imports, which `import-x/no-cycle` does not see.
 * @module
 */
import * as path from 'node:path';
import * as ts from 'typescript';

type Graph = ReadonlyMap<string, readonly string[]>;

/** The files that each file imports. */
function graphOf(files: ReadonlyMap<string, string>): Graph {
  const importsOf = (file: string, text: string): readonly string[] =>
    ts.preProcessFile(text).importedFiles.flatMap(({ fileName }) => {
      // JSON imports nothing
      if (!fileName.startsWith('.') || fileName.endsWith('.json')) return [];
      const target = path.posix.join(path.posix.dirname(file), fileName);
      const found = [target, `${target}.ts`, path.posix.join(target, 'index.ts')].filter((name) => files.has(name));
      if (found.length === 0) throw new Error(`${file} imports ${fileName}, which is not there`);
      return found;
    });
  return new Map([...files].map(([file, text]) => [file, importsOf(file, text)]));
}

/** The groups of files that all lead to each other: Tarjan's strongly connected components. */
function circlesOf(graph: Graph): readonly (readonly string[])[] {
  const circles: string[][] = [];
  const open: string[] = [];
  const order = new Map<string, number>();
  const done = new Set<string>();

  /** The first file, by order of visit, that is reached from one and leads back to it. */
  function visit(file: string): number {
    const own = order.size;
    let first = own;
    order.set(file, own);
    open.push(file);
    for (const target of graph.get(file) ?? []) {
      if (!done.has(target)) first = Math.min(first, order.get(target) ?? visit(target));
    }
    if (first === own) {
      const circle = open.splice(open.indexOf(file));
      for (const member of circle) done.add(member);
      if (circle.length > 1) circles.push(circle.sort());
    }
    return first;
  }

  for (const file of graph.keys()) if (!order.has(file)) visit(file);
  return circles;
}

/** The room of a file: the first folder, or none. */
function roomOf(file: string): string {
  return file.includes('/') ? `lib/${file.slice(0, file.indexOf('/'))}` : 'lib';
}

/**
 * Describes the circles that are not allowed: circles across rooms, and circles of more than `largest` files in one room.
 * Files are named from lib/, with their text.
 */
export function faultyCircles(files: ReadonlyMap<string, string>, largest: number): readonly string[] {
  return circlesOf(graphOf(files)).flatMap((circle) => {
    const rooms = [...new Set(circle.map(roomOf))];
    const members = circle.join(', ');
    if (rooms.length > 1) return [`${rooms.join(' and ')} import each other in a circle of files: ${members}`];
    if (circle.length <= largest) return [];
    return [
      `${rooms.join()} has a circle of ${circle.length} files, and may have one of ${largest} at most: ${members}`,
    ];
  });
}
