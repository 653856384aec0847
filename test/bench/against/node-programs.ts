/**
 * Stock cdk8s on the same objects, and a program that only writes the same bytes.
 * @module
 */
import * as path from 'node:path';
import type { Contender, Inputs, Prepared } from './contender';
import cdk8s from 'cdk8s/package.json';

/** A program of the folder `programs/` that is given a folder, and reports how long it took to read it. */
function nodeProgram({ programs, scratch }: Inputs, name: string, from: string, version: string): Prepared {
  const reading = path.join(scratch, 'reading');
  const program = path.join(programs, `${name}.js`);
  return { version, reading, commands: (out) => [{ argv: [process.execPath, program, from, out], stdout: reading }] };
}

/** Stock cdk8s: an App for each cluster, with the same charts, and an ApiObject for each object. */
export const plain: Contender = (inputs) =>
  Promise.resolve(nodeProgram(inputs, 'plain', inputs.objects, `cdk8s ${cdk8s.version}`));

/** The limit of what any program of Node.js can reach: it writes the same bytes. */
export const floor: Contender = (inputs) =>
  Promise.resolve(nodeProgram(inputs, 'floor', inputs.written, `Node.js ${process.versions.node}`));
