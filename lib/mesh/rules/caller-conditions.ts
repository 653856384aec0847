/**
 * Conditions on who calls, which decide whose sidecars get a rule.
 * @module
 */
import { isLabelKey, isLabelText, isLabelValue, isPort, MAX_LABEL } from '../../istio';
import { nameText } from '../names';
import type { ServicePort } from '../ports';
import type { HttpMatch } from './http-match';
import type { Part } from './part';

/** Conditions on who calls, and at which port. */
export type CallerConditions = Pick<HttpMatch, 'port' | 'sourceLabels' | 'sourceNamespace'>;

/** Checks conditions on the caller; keeps those that are sound. Reports MC019, MC035 and MC086. */
export function readCallerConditions(
  part: Part,
  given: CallerConditions,
  ports: readonly ServicePort[],
): CallerConditions {
  const { port, sourceLabels, sourceNamespace } = given;
  const areSound = ports.length > 0 && ports.every(({ number }) => isPort(number));
  if (port !== undefined && areSound && !ports.some(({ number }) => number === port)) {
    const numbers = ports.map(({ number }) => number).join(' or ');
    const allowed = `${numbers}, ${ports.length > 1 ? 'ports of the service that the rule is for' : 'the port of the service'}`;
    part.report('MC019', 'has a port that no request comes to', port, { allowed, fix: 'leave "port" out' });
  }
  if (sourceNamespace !== undefined && !isNamespace(sourceNamespace)) {
    const allowed = `a DNS label of at most ${MAX_LABEL} characters`;
    part.report('MC019', 'has a bad "sourceNamespace"', sourceNamespace, { allowed });
  }
  const labels = sourceLabels === undefined ? [] : part.of('sourceLabels').map(sourceLabels);
  const bad = labels.filter(([key, value]) => !isLabelKey(key) || !isLabelValue(value));
  if (bad.length > 0) {
    const allowed = 'keys and values of Kubernetes labels: letters, digits, "-", "_" and "."';
    part.report(
      'MC019',
      'has bad "sourceLabels"',
      bad.map(([key, value]) => `${key}=${nameText(value)}`),
      { allowed },
    );
  }
  return {
    ...(port !== undefined && { port }),
    ...(labels.length > 0 && { sourceLabels: Object.fromEntries(labels) }),
    ...(sourceNamespace !== undefined && { sourceNamespace }),
  };
}

function isNamespace(name: unknown): boolean {
  return typeof name === 'string' && name.length <= MAX_LABEL && isLabelText(name);
}
