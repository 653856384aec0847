/**
 * Where in the user's code a value was described.
 * @module
 */
import * as path from 'node:path';
import { fileURLToPath } from 'node:url';

const LIBRARY = path.dirname(__dirname) + path.sep;
/** Jest's `expect`, which calls the matchers of this library for a test. */
const EXPECT = /[\\/]node_modules[\\/]expect[\\/]/;

/**
 * The place outside this library that called into it, read from the stack only when an error is reported.
 *
 * @example
 * const at = CallSite.here();
 * at.toString(); // 'apps/bookinfo/mesh.ts:14'
 */
export class CallSite {
  /** The call in progress. Its stack is read only if something is wrong, and must be read before it returns. */
  static readonly inProgress = new CallSite(undefined);

  private constructor(private readonly trace: Error | undefined) {}

  /** The call that led here. */
  static here(): CallSite {
    return new CallSite(new Error());
  }

  /**
   * The file and the line. The file is relative to the working directory if it is inside it. Empty if the stack names no file.
   */
  toString(): string {
    const trace = this.trace ?? traceOf(DEEP);
    const frames = (trace.stack ?? '').split('\n').slice(1);
    for (const frame of frames) {
      const [, location, line] = /^\s+at (?:.* \()?(.+):(\d+):\d+\)?$/.exec(frame) ?? [];
      if (location === undefined || line === undefined || location.startsWith('node:')) continue;
      const file = location.startsWith('file://') ? fileURLToPath(location) : location;
      if (file.startsWith(LIBRARY) || EXPECT.test(file)) continue;
      const relative = path.relative(process.cwd(), file);
      return `${relative.startsWith('..') ? file : relative}:${line}`;
    }
    return '';
  }
}

/** How many frames of this library there may be between a fault and the user's call. */
const DEEP = 100;

function traceOf(frames: number): Error {
  const limit = Error.stackTraceLimit;
  try {
    Error.stackTraceLimit = frames;
    return new Error();
  } finally {
    Error.stackTraceLimit = limit;
  }
}
