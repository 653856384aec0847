/**
 * Gathers issues, so that they can be thrown all at once.
 * @module
 */
import type { CallSite, ConfigIssue } from '../errors';
import { Part } from './part';
import { snapshotOf } from './snapshot';

/** Gathers issues. */
export class IssueLog {
  readonly #issues: ConfigIssue[] = [];

  /** The issues in the order in which they were reported. */
  get issues(): readonly ConfigIssue[] {
    return [...this.#issues];
  }

  /** Adds issues, each once: a faulty value, such as a gateway address, may be passed twice. */
  add(...issues: readonly ConfigIssue[]): void {
    this.#issues.push(...issues.filter((issue) => !this.#issues.includes(issue)));
  }

  /** Wraps a copy of a value to be read. Its issues are added here, and messages call it `subject`, such as `service "cart"`. */
  part<T>(subject: string, value: T, at: CallSite): Part<T> {
    return new Part<T>(this, { subject, path: '' }, snapshotOf(value), at);
  }
}
