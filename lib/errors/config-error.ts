/**
 * The one error of this library, which holds everything that is wrong.
 * @module
 */
import { type ConfigIssue, formatIssue } from './issue';

/** Where an error comes from. */
interface Origin {
  /** The path of the construct that was misused. */
  readonly constructPath?: string;
  /** The error that caused it. */
  readonly cause?: unknown;
}

/**
 * Everything that is wrong with a mesh, with the use of a construct, or with the manifests of an app. Nothing has been
 * written when it is thrown.
 *
 * `Mesh.plan` throws one error with every issue of the description. A construct that is misused throws one in its
 * constructor.
 *
 * @example
 * try {
 *   mesh.plan(new SniAddressing());
 * } catch (error) {
 *   if (error instanceof ConfigError) for (const { code, at } of error.issues) console.error(code, at);
 * }
 */
export class ConfigError extends Error {
  readonly #issues: readonly ConfigIssue[];
  readonly #constructPath: string | undefined;

  constructor(issues: readonly ConfigIssue[], { constructPath, cause }: Origin = {}) {
    const lines = issues.map(formatIssue);
    const place = constructPath === undefined ? '' : `[${constructPath}] `;
    super(
      place + (lines.length === 1 ? lines.join() : `${lines.length} issues\n  ${lines.join('\n  ')}`),
      cause === undefined ? {} : { cause },
    );
    this.#issues = issues;
    this.#constructPath = constructPath;
    // each issue names its place in the user's code, so stack frames of this library would only distract
    this.stack = `${this.name}: ${this.message}`;
  }

  static {
    // not an own property, which Node.js would print beside the issues
    Object.defineProperty(this.prototype, 'name', { value: 'ConfigError', writable: true, configurable: true });
  }

  /** Everything that is wrong: first the issues of the description, in the order of its calls, then the issues of the plan. */
  get issues(): readonly ConfigIssue[] {
    return this.#issues;
  }

  /** The path of the construct that was misused; undefined when no construct was. */
  get constructPath(): string | undefined {
    return this.#constructPath;
  }

  /** The code of the first issue. */
  get code(): string | undefined {
    return this.#issues[0]?.code;
  }

  /** What JSON has of it: its issues as data, for a report or a log. */
  toJSON(): Pick<ConfigError, 'name' | 'issues' | 'constructPath'> {
    return { name: this.name, issues: this.issues, constructPath: this.constructPath };
  }
}
