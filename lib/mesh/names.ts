/**
 * Names that users give, and their order in manifests.
 * @module
 */
import { inspect } from 'node:util';
import type { Message } from '../errors';
import { isDnsName, isLabelText, isLabelValueText, isSubdomainText, MAX_LABEL, MAX_NAME } from '../istio';
import type { Part } from '../reading';
import { MESH } from './messages';

const CHARACTERS = 'lower-case letters, digits and "-"';
const LABEL = `be a DNS label (${CHARACTERS}, with a letter or digit at both ends)`;
const SERVICE = `be a DNS label that starts with a letter (${CHARACTERS}, with a letter or digit at the end)`;
const VERSION = 'be the value of a label (letters, digits, "-", "_" and ".", with a letter or digit at both ends)';
const DNS_NAME = `be a DNS name (labels of ${CHARACTERS}, joined by ".")`;
const HOST = `be a DNS name (labels of ${CHARACTERS}, joined by ".", each of at most 63 characters, and the last not a number)`;

/** A name as text, even if it is not one, so that messages can show it. */
export function nameText(name: unknown): string {
  return typeof name === 'string' ? name : inspect(name, { depth: 0 });
}

/** Reads a name that becomes a DNS label (MC001, MC002). */
export function readLabel(part: Part<string>): string | undefined {
  const detail = detailFor(asLabel(part.value));
  return readName(part, part.text(MESH.MC001, isLabelText, LABEL, detail), MESH.MC001, MAX_LABEL);
}

/** Reads the name of a Service (MC001, MC002): a DNS label that begins with a letter. */
export function readServiceName(part: Part<string>): string | undefined {
  const isName = (name: string): boolean => isLabelText(name) && !/^\d/.test(name);
  const meant = asLabel(part.value);
  const detail = detailFor(meant !== undefined && isName(meant) ? meant : undefined);
  return readName(part, part.text(MESH.MC001, isName, SERVICE, detail), MESH.MC001, MAX_LABEL);
}

/** Reads a version, which is the value of a label (MC002, MC165). */
export function readVersionName(part: Part<string>): string | undefined {
  const meant = asText(part.value, /[^\w.-]+/g, /^[-_.]+|[-_.]+$/g);
  return readName(part, part.text(MESH.MC165, isLabelValueText, VERSION, detailFor(meant)), MESH.MC165, MAX_LABEL);
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

/** Checks what all names have in common: their length, and that YAML reads them as texts. */
function readName(part: Part<string>, name: string | undefined, message: Message, max: number): string | undefined {
  if (name === undefined) return undefined;
  if (isBareNumber(name)) {
    const fix = 'Choose another name: Kubernetes would read this one as a number.';
    part.must(message, 'not look like a number', { fix });
    return undefined;
  }
  if (name.length <= max) return name;
  const what = `${part.title} must have at most ${max} characters, but has ${name.length}.`;
  part.report(MESH.MC002, what, { got: name });
  return undefined;
}

/**
 * Whether Kubernetes takes a text for a number that cdk8s does not quote. Kubernetes reads more texts as numbers than YAML does:
 * it ignores "_", and takes `0o17`, `0X1F`, `0B11` and `0b-1` for integers.
 */
function isBareNumber(name: string): boolean {
  const digits = name.replaceAll('_', '');
  if (/^0([oO][0-7]+|X[\dA-Fa-f]+|[bB]-?[01]+)$/.test(digits)) return !/^0b[01]+$/.test(name);
  return digits !== name && /^(0x[\dA-Fa-f]+|[\d.]+e[-+]?\d+)$/i.test(digits);
}

/** What to do about a name; `meant` is the name that was probably meant. */
function detailFor(meant: string | undefined): {
  readonly meant: string | undefined;
  readonly fix: string | undefined;
} {
  return { meant, fix: meant === undefined ? undefined : 'Rename it.' };
}

/** The label that was probably meant. */
function asLabel(name: unknown): string | undefined {
  return typeof name === 'string' ? asText(name.toLowerCase(), /[^a-z0-9]+/g, /^-|-$/g) : undefined;
}

/** A name with "-" in place of what it must not have, and nothing at its ends. */
function asText(name: unknown, others: RegExp, ends: RegExp): string | undefined {
  if (typeof name !== 'string') return undefined;
  const text = name.replace(others, '-').replace(ends, '');
  return text === '' || text.length > MAX_LABEL ? undefined : text;
}

const collator = new Intl.Collator('en', { numeric: true });

/** Orders names as people count: v2 before v10. The order of two different names is always the same. */
export function compareNames(a: string, b: string): number {
  return collator.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0);
}

/** A copy in name order. */
export function byName<T extends { readonly name: string }>(items: Iterable<T>): readonly T[] {
  return [...items].sort((a, b) => compareNames(a.name, b.name));
}
