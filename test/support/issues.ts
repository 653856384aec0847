/**
 * Collects the issues of a ConfigError.
 * @module
 */
import { ConfigError, type ConfigIssue } from '../../lib';
import { undocumented } from './docstrings';

/** The issues with which `run` fails; empty if it does not fail. */
export function issuesOf(run: () => unknown): readonly ConfigIssue[] {
  try {
    run();
  } catch (error) {
    if (error instanceof ConfigError) {
      // every issue names a line of a test, or the construct of an object, never a line of the library
      for (const issue of error.issues)
        expect(issue.at).toMatch('object' in issue ? /^(?!.*\.ts:\d)[\w./:-]+$/ : /^test\/[\w/.-]+\.ts:\d+$/);
      // and the docstring of an option names every code that its value may get
      expect(undocumented(error.issues.filter((issue) => !('object' in issue)))).toEqual([]);
      return error.issues;
    }
    throw error;
  }
  return [];
}

/** The codes of the issues with which `run` fails. */
export function codesOf(run: () => unknown): readonly string[] {
  return issuesOf(run).map(({ code }) => code);
}
