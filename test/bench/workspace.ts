/**
 * The temporary folder of the benchmark: compiled programs, what this library has written, and what is measured.
 * @module
 */
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import type { Inputs } from './against/contender';
import { oursCommand } from './against/ours';
import { compileInto } from './compile';
import type { ChartedWorkload } from './job';
import { measure } from './measure';
import { type Amount, exportObjects } from './objects';

/** A workload that this library has written, as input for others. */
export interface Written {
  readonly inputs: Inputs;
  readonly amount: Amount;
}

/** A temporary folder with the compiled programs. Remove it at the end. */
export class Workspace {
  readonly #folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-'));
  readonly #programs = compileInto(path.join(this.#folder, 'compiled'));
  readonly #written = new Map<string, Written>();
  #count = 0;

  /** What this library writes for a workload. It is written once, and only the last workload is kept. */
  write(workload: ChartedWorkload): Written {
    const key = JSON.stringify(workload);
    const known = this.#written.get(key);
    if (known !== undefined) return known;
    this.#written.clear();
    const inputs = {
      workload,
      programs: this.#programs,
      scratch: this.empty('scratch'),
      written: this.empty('written'),
      objects: this.empty('objects'),
    };
    measure([oursCommand(inputs, workload.charts, inputs.written)]);
    const written = { inputs, amount: exportObjects(inputs.written, inputs.objects) };
    this.#written.set(key, written);
    return written;
  }

  /**
   * Creates an empty folder. Nothing is deleted before the end: for minutes, ext4 looks at each deleted file before it makes a new
   * one, so a program that writes thousands of files would be slow because of the program before it.
   */
  empty(name: string): string {
    this.#count += 1;
    // a DNS label, because the name of an app is that of its folder
    const folder = path.join(this.#folder, `${name}-${this.#count}`);
    fs.mkdirSync(folder);
    return folder;
  }

  /** Removes everything. */
  remove(): void {
    fs.rmSync(this.#folder, { recursive: true, force: true });
  }
}
