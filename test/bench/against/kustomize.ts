/**
 * Kustomize: a base with the objects of all clusters, an overlay for each cluster with what differs, and a call for each cluster.
 * @module
 */
import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { binaries } from '../../e2e/binaries';
import type { Command } from '../measure';
import { type ManifestObject, readObjects } from '../objects';
import { clustersOf, type Contender, type Inputs, outputOf } from './contender';
import { mergePatch } from './merge-patch';

/** Kustomize, as kubectl has it. */
export const kustomize: Contender = async (inputs) => {
  const { kubectl } = await binaries(console.log);
  writeFolders(inputs);
  const commands = (out: string): readonly Command[] =>
    clustersOf(inputs.workload).map((cluster) => ({
      argv: [kubectl, 'kustomize', path.join(inputs.scratch, cluster)],
      stdout: outputOf(out, cluster, 'kustomize.yaml'),
    }));
  return { version: `kubectl ${versionOf(kubectl)}`, commands };
};

function versionOf(kubectl: string): string {
  const text = execFileSync(kubectl, ['version', '--client', '--output=json'], { encoding: 'utf8' });
  const { clientVersion } = JSON.parse(text) as { clientVersion: { gitVersion: string } };
  return clientVersion.gitVersion.slice(1);
}

/** Writes the base and the overlays. An object that exists in every cluster is in the base as the first cluster has it. */
function writeFolders({ workload, objects, scratch }: Inputs): void {
  const clusters = clustersOf(workload).map((name) => {
    const all = readObjects(path.join(objects, `${name}.json`));
    return { name, objects: new Map(all.map((object) => [keyOf(object), object])) };
  });
  const [first] = clusters;
  const base = new Map(
    [...(first?.objects ?? [])].filter(([key]) => clusters.every((cluster) => cluster.objects.has(key))),
  );
  writeFolder(path.join(scratch, 'base'), [...base.values()], [], []);
  for (const cluster of clusters) {
    const own = [...cluster.objects].filter(([key]) => !base.has(key)).map(([, object]) => object);
    const patches = [...base].flatMap(([key, object]) => patchesOf(object, cluster.objects.get(key)));
    writeFolder(path.join(scratch, cluster.name), own, ['../base'], patches);
  }
}

function patchesOf(from: ManifestObject, to: ManifestObject | undefined): readonly unknown[] {
  if (to === undefined || isDeepStrictEqual(from, to)) return [];
  const { apiVersion, kind, metadata } = to;
  const { name, namespace } = metadata;
  return [{ apiVersion, kind, metadata: { name, namespace }, ...mergePatch(from, to) }];
}

function writeFolder(
  folder: string,
  objects: readonly ManifestObject[],
  resources: readonly string[],
  patches: readonly unknown[],
): void {
  fs.mkdirSync(folder, { recursive: true });
  const write = (file: string, values: readonly unknown[]): readonly string[] => {
    // kubectl reads a JSON object as a YAML document
    fs.writeFileSync(path.join(folder, file), values.map((value) => JSON.stringify(value)).join('\n---\n'));
    return values.length === 0 ? [] : [file];
  };
  const kustomization = {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    resources: [...resources, ...write('resources.yaml', objects)],
    patches: write('patches.yaml', patches).map((file) => ({ path: file })),
  };
  fs.writeFileSync(path.join(folder, 'kustomization.yaml'), JSON.stringify(kustomization));
}

function keyOf({ kind, metadata: { namespace = '', name } }: ManifestObject): string {
  return [kind, namespace, name].join(' ');
}
