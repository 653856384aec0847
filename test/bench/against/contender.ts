/**
 * What this library is measured against: programs that write the same objects.
 * @module
 */
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Command } from '../measure';
import type { Workload } from '../programs/workload';

/** What a contender may use. The benchmark prepares it once, outside of what is measured. */
export interface Inputs {
  readonly workload: Workload;
  /** The folder that this library has written: a folder of manifests for each cluster. */
  readonly written: string;
  /** The folder of the same objects as JSON: a file for each cluster, with a list of objects for each chart. */
  readonly objects: string;
  /** The folder of the compiled programs of the benchmark. */
  readonly programs: string;
  /** A folder for files of its own. */
  readonly scratch: string;
}

/** A program that is ready to be measured. */
export interface Prepared {
  /** The version of the program, for the table. */
  readonly version: string;
  /** The commands that write the objects of each cluster into the folder of its name in `out`. */
  readonly commands: (out: string) => readonly Command[];
  /** The file in which the program reports the seconds that it took to read its input. They are not counted. */
  readonly reading?: string;
}

/** Prepares a program: finds or installs it, and writes its input. */
export type Contender = (inputs: Inputs) => Promise<Prepared>;

/** The names of the clusters of a workload. */
export function clustersOf({ clusters }: Workload): readonly string[] {
  return Array.from({ length: clusters }, (_, index) => `c${index}`);
}

/** The path of the output of one cluster. Its folder is created. */
export function outputOf(out: string, cluster: string, file: string): string {
  fs.mkdirSync(path.join(out, cluster), { recursive: true });
  return path.join(out, cluster, file);
}

/** Writes the description of a workload for programs that make the objects from it, and returns its path. */
export function writeValues({ workload, scratch }: Inputs): string {
  const names = clustersOf(workload);
  const values = {
    distribution: workload.distribution,
    clusters: Object.fromEntries(
      names.map((name, index) => [name, { address: `192.0.2.${index + 1}`, locality: `region-${index}` }]),
    ),
    services: Array.from({ length: workload.services }, (_, index) => ({
      name: `svc-${index}`,
      v2: names[index % names.length],
      v3: names[(index + 1) % names.length],
    })),
  };
  const file = path.join(scratch, 'values.json');
  fs.writeFileSync(file, JSON.stringify(values));
  return file;
}
