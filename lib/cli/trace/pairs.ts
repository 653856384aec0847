/**
 * Reads the values of options.
 * @module
 */
import { CallSite, ConfigError, issue } from '../../errors';
import { COMMANDS } from '../messages';

/** Reads a pair such as `name: value`. Only a header may have an empty value. */
export function pairOf(text: string, separator: string, option: string, example: string): readonly [string, string] {
  const at = text.indexOf(separator);
  const [name, value] = [text.slice(0, Math.max(at, 0)).trim(), text.slice(at + 1).trim()];
  if (name !== '' && (value !== '' || separator === ':')) return [name, value];
  throw badOption(`${option} must be a pair, such as ${example}, but is "${text}".`, text);
}

/** The error of an option that has another form (MC221). */
export function badOption(what: string, got: string): ConfigError {
  return new ConfigError([issue(COMMANDS.MC221, { what, got }, CallSite.here())]);
}

/** Reads an option that is given once. */
export function given(option: string): (value: string, before: string | undefined) => string {
  return (value, before) => {
    if (before === undefined || before === value) return value;
    throw badOption(`${option} must be given once, but is given as "${before}" and as "${value}".`, value);
  };
}
