/**
 * Values that know which keys Kubernetes makes of them, while a document is read.
 * @module
 */
import { Refusal } from './refusal';

/** A value that is another key to Kubernetes than to JavaScript. `settled` unwraps it. */
export class Wrapped {
  /** js-yaml takes the text of an object as a key only if its class has a name of its own. */
  readonly [Symbol.toStringTag] = 'Wrapped';
  /** Where it is in its document. */
  offset = 0;
  /** What comes before its key if a document is read with care. */
  prefix = '';

  constructor(
    readonly value: unknown,
    readonly kind: 'nothing' | 'integer' | 'unsigned' | 'float' | 'merge' | 'other',
    private readonly key: string | undefined,
    private readonly refused = '',
  ) {}

  /** Nothing, which is no key. */
  static nothing(): Wrapped {
    return new Wrapped(null, 'nothing', undefined, 'a key is empty or null');
  }

  /** A merge key. */
  static merge(): Wrapped {
    return new Wrapped('<<', 'merge', '<<');
  }

  /** An integer that JavaScript rounds. Kubernetes takes only those of 64 bits with a sign as a key. */
  static integer(value: bigint, isKey: boolean): Wrapped {
    const key = isKey ? String(value) : undefined;
    return new Wrapped(Number(value), isKey ? 'integer' : 'unsigned', key, `the key ${value} is too large`);
  }

  /** A finite float. */
  static float(value: number): Wrapped {
    return new Wrapped(value, 'float', floatKey(value));
  }

  /** An infinite float, or one that is no number. JSON has neither. */
  static notFinite(text: string): Wrapped {
    return new Wrapped(NaN, 'float', text);
  }

  /** A list or a map, which is no key. */
  static collection(value: object): Wrapped {
    return new Wrapped(value, 'other', undefined, 'a key is a list or a map');
  }

  /** A scalar that is too long for a key. */
  static long(value: unknown): Wrapped {
    return new Wrapped(value, 'other', undefined, 'a key is longer than 1,024 characters');
  }

  toString(): string {
    if (this.key === undefined) throw new Refusal(this.refused, this.offset);
    return this.prefix + this.key;
  }
}

/** The key that Kubernetes makes of a float: the shortest text of a float of 32 bits, as Go's `%g` writes it. */
function floatKey(value: number): string {
  const single = Math.fround(value);
  if (!Number.isFinite(single)) return value < 0 ? '-.inf' : '.inf';
  if (single === 0) return Object.is(single, -0) ? '-0' : '0';
  let digits = 1;
  while (Math.fround(Number(single.toPrecision(digits))) !== single) digits += 1;
  const [mantissa = '', exponent = ''] = single.toExponential(digits - 1).split('e');
  const power = Number(exponent);
  if (power >= -4 && power < 6) return plainDigits(mantissa, power);
  return `${mantissa}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}

function plainDigits(mantissa: string, power: number): string {
  const [, sign = '', first = '', rest = ''] = /^(-?)(\d)\.?(\d*)$/.exec(mantissa) ?? [];
  const digits = first + rest;
  if (power < 0) return `${sign}0.${'0'.repeat(-power - 1)}${digits}`;
  const whole = digits.slice(0, power + 1).padEnd(power + 1, '0');
  const fraction = digits.slice(power + 1);
  return `${sign}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}
