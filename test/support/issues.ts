/**
 * Reading what a ConfigError says.
 * @module
 */
import { ConfigError, type ConfigIssue } from '../../lib';

/** The issues with which `run` fails; none when it does not. */
export function issuesOf(run: () => unknown): readonly ConfigIssue[] {
  try {
    run();
  } catch (error) {
    if (error instanceof ConfigError) {
      // wherever it is reported, the place is one of the test's own, or the construct of an object
      for (const issue of error.issues)
        expect(issue.at).toMatch('object' in issue ? /^[\w./-]+$/ : /^test\/[\w/.-]+\.ts:\d+$/);
      return error.issues;
    }
    throw error;
  }
  return [];
}

/** Their codes. */
export function codesOf(run: () => unknown): readonly string[] {
  return issuesOf(run).map(({ code }) => code);
}
