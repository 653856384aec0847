/**
 * Conditions on the caller and the port. Istio gives a rule only to the sidecars that meet them.
 * @module
 */
import type { Message } from '../../errors';
import { isLabelKey, isLabelText, isLabelValue, isPort, type Labels, MAX_LABEL } from '../../istio';
import type { Part } from '../../reading';
import type { HttpMatch } from './http-match';
import { RULES } from './messages';

/** Conditions on the caller and the port. */
export type CallerConditions = Pick<HttpMatch, 'port' | 'sourceLabels' | 'sourceNamespace'>;

/** The conditions, as parts to be read. */
type Given = { readonly [K in keyof CallerConditions]-?: Part<Exclude<CallerConditions[K], undefined>> };

/**
 * Reads conditions on the caller, and leaves out the faulty ones.
 *
 * @param ports the numbers of the ports that the rule applies to; undefined if the ports of the service are already reported
 */
export function readCallerConditions(given: Given, ports: readonly number[] | undefined): CallerConditions {
  const port = given.port.optional((part) => readPort(part, ports));
  const labels = given.sourceLabels.optional((part) => readLabels(part, RULES.MC019)) ?? {};
  const sourceNamespace = given.sourceNamespace.optional((part) =>
    part.text(RULES.MC019, isNamespace, 'be a DNS label', { fix: 'Give the name of a namespace.' }),
  );
  return {
    ...(port !== undefined && { port }),
    ...(Object.keys(labels).length > 0 && { sourceLabels: labels }),
    ...(sourceNamespace !== undefined && { sourceNamespace }),
  };
}

function readPort(part: Part<number>, ports: readonly number[] | undefined): number | undefined {
  const fix = 'Leave it out, or name a port that the rule applies to.';
  if (ports === undefined) return part.number(RULES.MC019, isPort, 'be a port number', { fix });
  return part.oneOf(RULES.MC019, ports, { fix });
}

/** Reads labels, and leaves out the faulty ones. */
export function readLabels(part: Part<Readonly<Record<string, string>>>, message: Message): Labels {
  const fix = 'Use at most 63 letters, digits, "-", "_" and ".", with a letter or digit at both ends.';
  const sound = part.map().flatMap(([key, given]) => {
    if (!isLabelKey(key)) {
      part.of(`a key of ${part.title}`, key).must(message, 'be a valid label key', { fix });
      return [];
    }
    const value = given.text(message, isLabelValue, 'be a valid label value', { fix });
    return value === undefined ? [] : [[key, value] as const];
  });
  return Object.fromEntries(sound);
}

function isNamespace(name: string): boolean {
  return name.length <= MAX_LABEL && isLabelText(name);
}
