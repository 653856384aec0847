/**
 * Issues that are gathered, to be thrown all at once.
 * @module
 */
import type { CallSite, ConfigIssue } from '../errors';
import { Part } from './part';

/** Gathers issues. */
export class IssueLog {
  readonly #issues: ConfigIssue[] = [];

  /** What was reported, in its order. */
  get issues(): readonly ConfigIssue[] {
    return [...this.#issues];
  }

  /** Keeps issues, each once: a value may be passed twice that was found wrong when it was made. */
  add(...issues: readonly ConfigIssue[]): void {
    this.#issues.push(...issues.filter((issue) => !this.#issues.includes(issue)));
  }

  /** A value to be read, whose issues are kept here; `subject` is what messages call it, such as `service "cart"`. */
  part<T>(subject: string, value: T, at: CallSite): Part<T> {
    return new Part(this, { subject, path: '' }, value, at);
  }
}
