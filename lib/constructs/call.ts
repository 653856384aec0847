/**
 * Calls functions of the user.
 * @module
 */
import { CallSite, ConfigError, issue, thrownText } from '../errors';
import type { Located } from '../plan';
import { CONSTRUCTS } from './messages';

/**
 * Calls a function of the user. What it throws becomes the cause of an error with the path of the construct (MC190).
 * @param must completes the sentence "… must …, but throws …"
 */
export function callUser<R>({ node }: Located, title: string, must: string, call: () => R): R {
  try {
    return call();
  } catch (cause) {
    const what = `"${title}" of construct "${node.id}" must ${must}, but throws ${thrownText(cause)}.`;
    throw new ConfigError([issue(CONSTRUCTS.MC190, { what }, CallSite.inProgress)], {
      constructPath: node.path,
      cause,
    });
  }
}
