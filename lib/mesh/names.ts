/**
 * Names that users give, and the one order in which everything named is written.
 * @module
 */
import { inspect } from 'node:util';
import { type CallSite, type ConfigIssue, oldIssue, MESSAGES } from '../errors';
import { isDnsName, isLabelText, isSubdomainText, MAX_LABEL, MAX_NAME } from '../istio';

/** A name as text, whatever it is: its fault is an issue, and messages about what it names can say it. */
export function nameText(name: unknown): string {
  return typeof name === 'string' ? name : inspect(name, { depth: 0 });
}

/** What is wrong with a name that becomes a DNS label. A Service's must start with a letter. */
export function checkLabel(role: string, name: string, at: CallSite, startsWithLetter = false): readonly ConfigIssue[] {
  if (typeof name !== 'string' || !isLabelText(name) || (startsWithLetter && /^\d/.test(name))) {
    const allowed = startsWithLetter ? `${MESSAGES.MC001.allowed}, a letter first` : undefined;
    const meant = asLabel(name, startsWithLetter);
    return [oldIssue('MC001', { what: `${role} is not a DNS label`, got: name, allowed, meant }, at)];
  }
  if (isOctal(name)) {
    const allowed = `${MESSAGES.MC001.allowed}; no octal number`;
    return [oldIssue('MC001', { what: `${role} is read as a number`, got: name, allowed }, at)];
  }
  if (name.length > MAX_LABEL) {
    return [
      oldIssue('MC002', { what: `${role} has ${name.length} characters, more than ${MAX_LABEL}`, got: name }, at),
    ];
  }
  return [];
}

/** What is wrong with the name of a Kubernetes object that may have several labels, of any length each. */
export function checkObjectName(role: string, name: string, at: CallSite): readonly ConfigIssue[] {
  return checkText(role, name, isSubdomainText, at);
}

/** What is wrong with a name that becomes a host, or the end of one. */
export function checkHost(role: string, name: string, at: CallSite): readonly ConfigIssue[] {
  return checkText(role, name, (text) => isDnsName(text) && isSubdomainText(text), at);
}

function checkText(
  role: string,
  name: string,
  isValid: (name: string) => boolean,
  at: CallSite,
): readonly ConfigIssue[] {
  if (typeof name === 'string' && name.length > MAX_NAME) {
    return [oldIssue('MC002', { what: `${role} has ${name.length} characters, more than ${MAX_NAME}`, got: name }, at)];
  }
  if (typeof name === 'string' && isValid(name) && !isOctal(name)) return [];
  return [oldIssue('MC033', { what: `${role} is not a DNS name`, got: name }, at)];
}

/** Whether YAML 1.2, which Kubernetes reads, takes a text for a number that YAML 1.1, which cdk8s writes, does not quote. */
function isOctal(name: string): boolean {
  return /^0o[0-7]+$/.test(name);
}

function asLabel(name: unknown, startsWithLetter: boolean): string | undefined {
  const label =
    typeof name === 'string'
      ? name
          .toLowerCase()
          .replace(/[^a-z0-9]+/g, '-')
          .replace(/^-|-$/g, '')
      : '';
  return label === '' || label.length > MAX_LABEL || (startsWithLetter && /^\d/.test(label)) ? undefined : label;
}

const collator = new Intl.Collator('en', { numeric: true });

/** Orders names as people count them, v2 before v10, and any two different names always the same way. */
export function compareNames(a: string, b: string): number {
  return collator.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0);
}

/** A copy ordered by name. */
export function byName<T extends { readonly name: string }>(items: Iterable<T>): readonly T[] {
  return [...items].sort((a, b) => compareNames(a.name, b.name));
}
