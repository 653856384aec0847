/**
 * The one error of this library: everything that is wrong with a description, at once.
 * @module
 */
import { type ConfigIssue, formatIssue } from './issue';
import type { MessageCode } from './messages';

/**
 * What is wrong with a mesh, or with the use of a construct. Nothing has been written when it is thrown.
 *
 * `Mesh.plan` throws one with every issue of the description; a construct throws one at once when it is misused.
 *
 * @example
 * try {
 *   mesh.plan(new SniAddressing());
 * } catch (error) {
 *   if (error instanceof ConfigError) for (const { code, at } of error.issues) console.error(code, at);
 * }
 */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  /** All that is wrong: with the description in its order, then with what is planned from it. */
  readonly issues: readonly ConfigIssue[];

  /** The path of the construct that was misused; undefined when the description itself is wrong. */
  readonly constructPath: string | undefined;

  constructor(issues: readonly ConfigIssue[], constructPath?: string) {
    const lines = issues.map(formatIssue);
    const place = constructPath === undefined ? '' : `[${constructPath}] `;
    super(place + (lines.length === 1 ? lines.join() : `${lines.length} issues\n  ${lines.join('\n  ')}`));
    this.issues = issues;
    this.constructPath = constructPath;
  }

  /** The code of the first issue. */
  get code(): MessageCode | undefined {
    return this.issues[0]?.code;
  }
}
