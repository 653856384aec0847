/**
 * The list of the files that this tool has written into a folder. Only files on the list are ever deleted.
 * @module
 */
import * as fs from 'node:fs';
import * as path from 'node:path';

/** The name of the list. kubectl, Argo CD and Flux ignore it, because it does not end like a manifest. */
export const LIST = '.cdk8s-istio-multicluster';

const HEAD =
  '# Files that cdk8s-istio-multicluster has written here. It deletes only these. Keep the list beside them.';

/** What this tool has written into the folder of a cluster. */
export interface WrittenList {
  /** The name of the mesh that the files are for. */
  readonly mesh: string;
  /** The names of the files. */
  readonly files: readonly string[];
}

/** The list of a folder; undefined if this tool has written nothing there. */
export function readList(folder: string): WrittenList | undefined {
  const file = path.join(folder, LIST);
  if (fs.statSync(file, { throwIfNoEntry: false })?.isFile() !== true) return undefined;
  const [head, mesh, ...files] = fs.readFileSync(file, 'utf8').split('\n');
  if (head !== HEAD || mesh?.startsWith('mesh: ') !== true) return undefined;
  // a name with a folder in it is not ours, whoever wrote it there
  return {
    mesh: mesh.slice('mesh: '.length),
    files: files.filter((name) => name !== '' && path.basename(name) === name),
  };
}

/** The text of a list. */
export function listFile({ mesh, files }: WrittenList): string {
  return [HEAD, `mesh: ${mesh}`, ...files.toSorted(), ''].join('\n');
}
