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
  /** Whether the terminal has a line that is not ended. The next one covers it, because it is never shorter. */
  #isShown = false;

  constructor(private readonly isQuiet: boolean) {}

  /** Counts a cluster. */
  add(objects: number): void {
    this.#clusters += 1;
    this.#objects += objects;
    if (!this.#isTerminal || !this.#isLong()) return;
    process.stderr.write(`\r${this.#line()}`);
    this.#isShown = true;
  }

  /** Ends the line on the terminal, so that an error or a warning has its own. */
  interrupt(): void {
    if (this.#isShown) process.stderr.write('\n');
    this.#isShown = false;
  }

  /** Ends the work. The last line has the time of all of it. */
  end(): void {
    if (!this.#isLong()) return;
    process.stderr.write(`${this.#isShown ? '\r' : ''}${this.#line()}\n`);
    this.#isShown = false;
  }

  #isLong(): boolean {
    return !this.isQuiet && process.hrtime.bigint() - this.#start > LONG;
  }

  #line(): string {
    const seconds = Number((process.hrtime.bigint() - this.#start) / 1_000_000n) / 1000;
    return `${count(this.#clusters, 'cluster')}, ${count(this.#objects, 'object')}, ${seconds.toFixed(1)} s`;
  }
}

function count(number: number, noun: string): string {
  return `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`;
}
