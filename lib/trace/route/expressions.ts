/**
 * Faults of regular expressions that a request meets.
 * @see https://github.com/google/re2/wiki/Syntax
 * @module
 */
import { CallSite, ConfigError, issue } from '../../errors';
import { positionOf } from '../../manifests';
import { TRACES } from '../messages';
import type { Placed } from '../model/virtual-services';

/**
 * Does something with the regular expressions of a rule.
 *
 * @throws ConfigError if one of them is none of RE2 (MC215)
 */
export function withExpressionsOf<T>({ object, path }: Placed<unknown>, compare: () => T): T {
  try {
    return compare();
  } catch (error) {
    if (!(error instanceof Error && error.name.startsWith('RE2JS'))) throw error;
    const rule = `The rule of ${object.id} at ${positionOf(object, path)}`;
    const what = `${rule} must have regular expressions of RE2, but has one that is not: ${error.message.replace('error parsing regexp: ', '')}.`;
    throw new ConfigError([issue(TRACES.MC215, { what }, CallSite.here())]);
  }
}
