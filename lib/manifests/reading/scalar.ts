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
const SIMPLE_INTEGER = /^(?:0|[1-9][0-9]{0,14})$/;
const INTEGER = /^([-+]?)(0[xX][0-9a-fA-F]+|0[oO][0-7]+|0[bB][01]+|0[0-7]*|[1-9][0-9]*)$/;
/** Go reads a sign even after this prefix. */
const SIGN_AFTER_BASE = /^0b([-+])([01]+)$/;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const TIMESTAMP =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[Tt](\d{1,2}):(\d{1,2}):(\d{1,2})(?:\.\d+)?(?:Z|[-+]\d\d:\d\d)| (\d{1,2}):(\d{1,2}):(\d{1,2})(?:\.\d+)?)?$/;

/** The value of a scalar, wrapped if it would become another key than Kubernetes makes of it. */
export type Scalar = string | number | boolean | Wrapped;

/** The value of a scalar that is plain, without a tag. */
export function plainScalar(text: string): Scalar {
  if (!CAN_BE_MORE.test(text) && text !== '') return text;
  // most of what is left are numbers such as ports
  if (SIMPLE_INTEGER.test(text)) return Number(text);
  const word = WORDS.get(text);
  if (word === null) return Wrapped.nothing();
  if (word !== undefined) return word;
  if (text === '<<') return Wrapped.merge();
  if (NOT_FINITE.test(text)) return Wrapped.notFinite(text.toLowerCase().replace('+', ''));
  // a number that begins with a point has underscores between digits only
  if (text.startsWith('.') && /(?:^|[^0-9])_|_(?:[^0-9]|$)/.test(text)) return text;
  const digits = text.replaceAll('_', '');
  return integer(digits) ?? float(digits) ?? text;
}

/** The value of a scalar with a tag. */
export function taggedScalar(tag: string, text: string): Scalar {
  const name = tag.startsWith(YAML_TAG) ? tag.slice(YAML_TAG.length) : '';
  if (name === 'binary') return binary(text);
  if (name === 'merge' && text === '<<') return Wrapped.merge();
  if (name === 'timestamp' && isTimestamp(text)) return text;
  const kinds = TAGS.get(name);
  if (kinds === undefined) return text;
  const value = plainScalar(text);
  if (!kinds.includes(kindOf(value))) throw new Refusal(`"${text}" is no value of the tag !!${name}`);
  return name === 'float' && typeof value === 'number' ? Wrapped.float(value) : value;
}

/** Which kinds of values a tag takes. Every other tag takes everything as text. */
const TAGS = new Map<string, readonly string[]>([
  ['bool', ['boolean']],
  ['null', ['nothing']],
  ['int', ['number', 'integer', 'unsigned']],
  ['float', ['number', 'integer', 'float']],
  ['timestamp', []],
]);

function kindOf(value: Scalar): string {
  return value instanceof Wrapped ? value.kind : typeof value;
}

const INT64 = { least: -(2n ** 63n), most: 2n ** 63n - 1n };
const UINT64_MOST = 2n ** 64n - 1n;

function integer(digits: string): number | Wrapped | undefined {
  const [, sign = '', absolute = ''] = INTEGER.exec(digits) ?? [];
  if (absolute !== '') {
    if (SIMPLE_INTEGER.test(absolute)) return sign === '-' ? 0 - Number(absolute) : Number(absolute);
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

function isTimestamp(text: string): boolean {
  const [, year = '', month = '', day = '', ...times]: (string | undefined)[] = TIMESTAMP.exec(text) ?? [];
  if (year === '') return false;
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  const isDay = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
  const [hour = 0, minute = 0, second = 0] = times.filter((each) => each !== undefined).map(Number);
  return isDay && hour < 24 && minute < 60 && second < 60;
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
