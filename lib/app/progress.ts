/**
 * Says how far long work is: on a terminal while it runs, and otherwise in one line at its end. Short work says nothing.
 * @module
 */

/** How long work must take to be long, in nanoseconds. */
const LONG = 1_000_000_000n;

/** How far the writing of apps is. */
export class Progress {
  readonly #start = process.hrtime.bigint();
  readonly #isTerminal = process.stderr.isTTY;
  #clusters = 0;
  #objects = 0;
  #isShown = false;

  constructor(private readonly isQuiet: boolean) {}

  /** Counts a cluster. */
  add(objects: number): void {
    this.#clusters += 1;
    this.#objects += objects;
    if (this.#isTerminal && this.#isLong()) this.#show('\r');
  }

  /** Ends the work. */
  end(): void {
    if (this.#isShown) process.stderr.write('\n');
    else if (this.#isLong()) this.#show('\n');
  }

  #isLong(): boolean {
    return !this.isQuiet && process.hrtime.bigint() - this.#start > LONG;
  }

  #show(ending: string): void {
    const seconds = Number((process.hrtime.bigint() - this.#start) / 1_000_000n) / 1000;
    this.#isShown = true;
    const clusters = `${this.#clusters} ${this.#clusters === 1 ? 'cluster' : 'clusters'}`;
    process.stderr.write(
      `${clusters}, ${this.#objects.toLocaleString('en')} objects, ${seconds.toFixed(1)} s${ending}`,
    );
  }
}
