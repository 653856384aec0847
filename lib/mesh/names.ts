/**
 * Names that users give, and the one order in which everything named is written.
 * @module
 */
import { inspect } from 'node:util';
import type { Message } from '../errors';
import { isDnsName, isLabelText, isSubdomainText, MAX_LABEL, MAX_NAME } from '../istio';
import type { Part } from '../reading';
import { MESH } from './messages';

const LABEL = 'be a DNS label: lower-case letters, digits and "-"';
const DNS_NAME = 'be a DNS name: labels of lower-case letters, digits and "-", joined by "."';
const HOST = `${DNS_NAME}, each of at most 63 characters, and the last not a number`;

/** A name as text, whatever it is: messages about what it names can say it. */
export function nameText(name: unknown): string {
  return typeof name === 'string' ? name : inspect(name, { depth: 0 });
}

/** Reads a name that becomes a DNS label (MC001, MC002). */
export function readLabel(part: Part<string>): string | undefined {
  const must = `${LABEL}, with a letter or digit at both ends`;
  const detail = { meant: asLabel(part.value) };
  return readName(part, part.text(MESH.MC001, isLabelText, must, detail), MESH.MC001, MAX_LABEL);
}

/** Reads the name of a Service (MC001, MC002): a DNS label that begins with a letter. */
export function readServiceName(part: Part<string>): string | undefined {
  const isName = (name: string): boolean => isLabelText(name) && !/^\d/.test(name);
  const must = `${LABEL}, with a letter first, and a letter or digit last`;
  const meant = asLabel(part.value);
  const detail = { meant: meant !== undefined && isName(meant) ? meant : undefined };
  return readName(part, part.text(MESH.MC001, isName, must, detail), MESH.MC001, MAX_LABEL);
}

/** Reads the name of a Kubernetes object that may have several labels, each of any length (MC002, MC033). */
export function readObjectName(part: Part<string>): string | undefined {
  return readName(part, part.text(MESH.MC033, isSubdomainText, DNS_NAME), MESH.MC033, MAX_NAME);
}

/** Reads a name that becomes a host, or the end of one (MC002, MC033). */
export function readHost(part: Part<string>): string | undefined {
  const isHost = (name: string): boolean => isSubdomainText(name) && (name.length > MAX_NAME || isDnsName(name));
  return readName(part, part.text(MESH.MC033, isHost, HOST), MESH.MC033, MAX_NAME);
}

/** What all names have in common: a length, and that they are read as texts. */
function readName(part: Part<string>, name: string | undefined, message: Message, max: number): string | undefined {
  if (name === undefined) return undefined;
  if (isOctal(name)) {
    const fix = 'Rename it: Kubernetes would take it for a number.';
    part.must(message, 'not be an octal number', { fix });
    return undefined;
  }
  if (name.length <= max) return name;
  const what = `${part.title} must have at most ${max} characters, but has ${name.length}.`;
  part.report(MESH.MC002, what, { got: name });
  return undefined;
}

/** Whether YAML 1.2, which Kubernetes reads, takes a text for a number that YAML 1.1, which cdk8s writes, does not quote. */
function isOctal(name: string): boolean {
  return /^0o[0-7]+$/.test(name);
}

/** The label that was probably meant. */
function asLabel(name: unknown): string | undefined {
  if (typeof name !== 'string') return undefined;
  const label = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return label === '' || label === name || label.length > MAX_LABEL ? undefined : label;
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
