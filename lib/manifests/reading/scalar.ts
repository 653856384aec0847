/**
 * What a scalar means to Kubernetes, whose reader follows YAML 1.1 in parts.
 *
 * @see https://github.com/yaml/go-yaml/blob/v2.4.2/resolve.go
 * @module
 */
import { Refusal } from './refusal';
import { Wrapped } from './wrapped';

/** What comes before the name of a tag that YAML itself defines. */
export const YAML_TAG = 'tag:yaml.org,2002:';

/** Whether something starts as a null, a boolean, a number or a merge key does. Most texts do not. */
const CAN_BE_MORE = /^[+\-.0-9yYnNtTfFoO~<]/;
const WORDS = new Map<string, boolean | null>([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map((word) => [word, true] as const),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map((word) => [word, false] as const),
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
]);
const NOT_FINITE = /^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;
const INTEGER = /^([-+]?)(0[xX][0-9a-fA-F]+|0[oO][0-7]+|0[bB][01]+|0[0-7]*|[1-9][0-9]*)$/;
/** Go reads a sign even after this prefix. */
const SIGN_AFTER_BASE = /^0b([-+])([01]+)$/;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const DATE = /^([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})$/;

/** The value of a scalar, wrapped if it would become another key than Kubernetes makes of it. */
export type Scalar = string | number | boolean | Wrapped;

/** The value of a scalar that is plain, without a tag. */
export function plainScalar(text: string): Scalar {
  if (!CAN_BE_MORE.test(text) && text !== '') return text;
  const word = WORDS.get(text);
  if (word === null) return Wrapped.nothing();
  if (word !== undefined) return word;
  if (NOT_FINITE.test(text)) return Wrapped.notFinite(text.toLowerCase().replace('+', ''));
  // a number that begins with a point has no underscores
  const digits = text.startsWith('.') ? text : text.replaceAll('_', '');
  return integer(digits) ?? float(digits) ?? text;
}

/** The value of a scalar with a tag. */
export function taggedScalar(tag: string, text: string): Scalar {
  const name = tag.startsWith(YAML_TAG) ? tag.slice(YAML_TAG.length) : '';
  if (name === 'binary') return binary(text);
  const isOf = TAGS.get(name);
  if (isOf === undefined) return text;
  if (name === 'timestamp' && isDate(text)) return text;
  const value = name === 'timestamp' ? text : plainScalar(text);
  if (!isOf(value, text)) throw new Refusal(`"${text}" is no value of the tag !!${name}`);
  return name === 'float' && typeof value === 'number' ? Wrapped.float(value) : value;
}

const TAGS = new Map<string, (value: Scalar, text: string) => boolean>([
  ['bool', (value) => typeof value === 'boolean'],
  ['null', (value) => isNothing(value)],
  ['int', (value, text) => isInteger(value, text)],
  ['float', (value, text) => typeof value === 'number' || (value instanceof Wrapped && value.isFloat(text))],
  ['timestamp', () => false],
]);

function isNothing(value: Scalar): boolean {
  return value instanceof Wrapped && value.value === null;
}

function isInteger(value: Scalar, text: string): boolean {
  return typeof value === 'number' || (value instanceof Wrapped && !isNothing(value) && !value.isFloat(text));
}

const INT64 = { least: -(2n ** 63n), most: 2n ** 63n - 1n };
const UINT64_MOST = 2n ** 64n - 1n;

function integer(digits: string): number | Wrapped | undefined {
  const [, sign = '', absolute = ''] = INTEGER.exec(digits) ?? [];
  if (absolute !== '') {
    if (/^[1-9][0-9]{0,14}$|^0$/.test(absolute)) return sign === '-' ? 0 - Number(absolute) : Number(absolute);
    const value = BigInt(/^0[0-7]+$/.test(absolute) ? `0o${absolute.slice(1)}` : absolute);
    return fitting(sign === '-' ? -value : value, sign === '' ? UINT64_MOST : INT64.most);
  }
  const [, inner = '', bits] = SIGN_AFTER_BASE.exec(digits) ?? [];
  if (bits === undefined) return undefined;
  const value = BigInt(`0b${bits}`);
  return fitting(inner === '-' ? -value : value, INT64.most);
}

function fitting(value: bigint, most: bigint): number | Wrapped | undefined {
  if (value < INT64.least || value > most) return undefined;
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : Wrapped.integer(value, value <= INT64.most);
}

/** A float; undefined if it is none, or if it is too large, which is a text to Kubernetes. */
function float(digits: string): Wrapped | undefined {
  if (!FLOAT.test(digits)) return undefined;
  const number = Number(digits);
  return Number.isFinite(number) ? Wrapped.float(number) : undefined;
}

function isDate(text: string): boolean {
  const [, year, month, day] = (DATE.exec(text) ?? []).map(Number);
  if (year === undefined || month === undefined || day === undefined) return false;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

function binary(text: string): string {
  const base64 = text.replaceAll(/[\r\n]/g, '');
  if (!BASE64.test(base64)) throw new Refusal('a value of the tag !!binary is not base64');
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.from(base64, 'base64'));
  } catch {
    // Kubernetes would replace the bytes, so the value in the cluster would be another
    throw new Refusal('a value of the tag !!binary is not UTF-8');
  }
}
