/**
 * Random YAML documents, written in all styles, with odd scalars in all places. Some are broken.
 * @module
 */
import { ODD_TEXTS } from '../yaml/odd-texts';

const ODD = Object.values(ODD_TEXTS).flat();
const PLAIN = [
  ...['a', 'name', 'http', 'v1', 'text with spaces', 'a#b', 'a:b', '-a', 'é', '80', '0.5', 'null', 'yes', '0o17'],
  ...ODD.filter((each) => /^[\w.+~=<:/-]+$/.test(each) && each.length < 40),
];
/** Scalars that are no keys, or no values. */
const RISKY = /^(?:<<|~|null|Null|NULL||[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)|y|-|\?|:.*|.*:|---.*|\.\.\.)$/;
const SAFE = PLAIN.filter((each) => !RISKY.test(each));
const TAGS = [
  '!!str',
  '!!int',
  '!!float',
  '!!bool',
  '!!null',
  '!!binary',
  '!!timestamp',
  '!!map',
  '!!seq',
  '!',
  '!own',
];
const JUNK = [
  ...Array.from('-?:,[]{}#&*!|>\'"%@` \n\t~<=.0aA\\_'),
  ...[
    '\r\n',
    '\r',
    '\ufeff',
    '\u0085',
    '\u2028',
    '\u00a0',
    '\u0007',
    '\0',
    '\ud800',
    '😀',
    '  ',
    '\n\n',
    '\n ',
    ': ',
    ' #',
    '- ',
  ],
  ...[
    '---\n',
    '\n---\n',
    '...\n',
    '\n...\n',
    '<<: ',
    '*a',
    '&a ',
    '!!str ',
    '"',
    "'",
    '|\n',
    '>-\n',
    '\\u',
    '\\x41',
    '%YAML 1.1\n',
  ],
];

/** Chooses at random. */
export type Chance = (below: number) => number;

/** A chance that repeats itself for a seed. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  return (below) => {
    // mulberry32
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** Writes random documents. */
export class RawDocuments {
  private anchors = 0;

  constructor(private readonly chance: Chance) {}

  /** A document. One in three is changed at random places, which breaks most of those. */
  document(): string {
    this.anchors = 0;
    const whole = `${this.maybe(8, '# comment\n')}${this.top()}${this.maybe(12, '\n')}`;
    const written = this.chance(6) === 0 ? whole.replaceAll(/\r?\n/g, '\r\n') : whole;
    return this.chance(3) === 0 ? this.damaged(written) : written;
  }

  private top(): string {
    const kind = this.chance(10);
    if (kind === 0) return `${this.scalar(0)}\n`;
    if (kind === 1) return `${this.flow(0)}\n`;
    if (kind === 2) return this.listOfObjects();
    return kind < 4 ? this.list(0, 0) : this.map(0, 0);
  }

  /** A list as kubectl prints it. */
  private listOfObjects(): string {
    const indent = this.one([0, 0, 2]);
    const items = Array.from({ length: 1 + this.chance(3) }, () =>
      this.indented([`- ${this.map(indent + 2, 2).trimStart()}`], indent),
    );
    return `apiVersion: v1\nitems:${this.maybe(8, ' # comment')}\n${items.join('')}${this.maybe(2, 'kind: List\n')}${this.maybe(2, this.map(0, 3))}`;
  }

  private damaged(text: string): string {
    let damaged = text;
    for (let left = 1 + this.chance(2); left > 0; left -= 1) {
      const at = this.chance(damaged.length + 1);
      damaged = damaged.slice(0, at) + this.one(JUNK) + damaged.slice(at + this.chance(3));
    }
    return damaged;
  }

  private map(indent: number, depth: number): string {
    const lines = Array.from({ length: 1 + this.chance(4) }, () => {
      if (this.anchors > 0 && this.chance(12) === 0) return `<<: ${this.merged()}\n`;
      if (this.chance(30) === 0) return `? ${this.scalar(indent)}\n${' '.repeat(indent)}: ${this.scalar(indent)}\n`;
      return `${this.key()}:${this.value(indent, depth)}`;
    });
    return this.indented(lines, indent);
  }

  private list(indent: number, depth: number): string {
    const lines = Array.from({ length: 1 + this.chance(3) }, () => {
      const nested = this.chance(4);
      if (depth < 4 && nested === 0) return `- ${this.map(indent + 2, depth + 1).trimStart()}`;
      if (depth < 4 && nested === 1) return `- ${this.list(indent + 2, depth + 1).trimStart()}`;
      return `-${this.value(indent, depth)}`;
    });
    return this.indented(lines, indent);
  }

  private indented(lines: readonly string[], indent: number): string {
    return lines
      .map(
        (line) =>
          `${this.maybe(15, '\n')}${this.maybe(15, `${' '.repeat(this.chance(4))}# comment: a\n`)}${' '.repeat(indent)}${line}`,
      )
      .join('');
  }

  /** What follows the colon or the dash. */
  private value(indent: number, depth: number): string {
    const kind = depth > 4 ? 9 : this.chance(14);
    const before = this.properties();
    const inner = indent + 1 + this.chance(3);
    if (kind < 3) return `${before}${this.maybe(8, ' # comment')}\n${this.map(inner, depth + 1)}`;
    if (kind === 3) return `${before}\n${this.list(inner, depth + 1)}`;
    if (kind === 4) return `${before}\n${this.list(indent, depth + 1)}`;
    if (kind === 5) return `${before} ${this.flow(depth)}${this.maybe(8, ' # comment')}\n`;
    if (kind === 6) return `${before} ${this.block(indent)}`;
    if (kind === 7 && this.anchors > 0) return ` *a${this.chance(this.anchors)}\n`;
    if (kind === 8) return `${before}\n`;
    return `${before} ${this.scalar(indent)}${this.maybe(8, ' # comment')}${this.maybe(12, ' ')}\n`;
  }

  private properties(): string {
    const tag = this.chance(20) === 0 ? ` ${this.one(this.chance(3) === 0 ? TAGS : ['!!str', '!own', '!'])}` : '';
    if (this.chance(10) !== 0) return tag;
    return this.chance(2) === 0 ? `${tag} &a${this.anchors++}` : ` &a${this.anchors++}${tag}`;
  }

  private merged(): string {
    const alias = `*a${this.chance(this.anchors)}`;
    return this.one([alias, `[${alias}, {a: 1}]`, `{name: 1}`, `[{a: 1, b: 2}, ${alias}]`]);
  }

  private key(): string {
    const kind = this.chance(12);
    if (kind === 0) return this.doubleQuoted(this.one(ODD));
    if (kind === 1)
      return `'${this.one(ODD)
        .replaceAll("'", "''")
        .replaceAll(/[^ -~]/g, '')}'`;
    if (kind === 2 && this.chance(30) === 0) return this.flow(4);
    if (kind === 3 && this.anchors > 0 && this.chance(6) === 0) return `*a${this.chance(this.anchors)} `;
    return kind < 6 ? this.one(['name', 'a', 'b', 'c', 'kind']) : this.plain();
  }

  private scalar(indent: number): string {
    const kind = this.chance(12);
    const odd = this.one(ODD);
    if (kind === 0) return `'${odd.replaceAll("'", "''").replaceAll('\n', `\n${' '.repeat(indent + 1)}`)}'`;
    if (kind < 3) return this.doubleQuoted(odd);
    if (kind === 3 && this.chance(4) === 0) return odd.replaceAll('\n', `\n${' '.repeat(indent + 1)}`);
    if (kind === 4) return `${this.plain()}\n${' '.repeat(indent + 1)}${this.plain()}`;
    return this.plain();
  }

  private doubleQuoted(text: string): string {
    const json = JSON.stringify(text);
    if (this.chance(4) > 0) return json;
    return json.replace(/ |(?="$)/, () =>
      this.one([
        '\\x20',
        '\\_',
        '\\N',
        '\\L',
        '\\e',
        '\\\n   ',
        '\n  ',
        '\\U0001F600',
        ...(this.chance(10) === 0 ? ['\\q', '\\/'] : []),
        ' ',
      ]),
    );
  }

  private block(indent: number): string {
    const inner = ' '.repeat(indent + 1 + this.chance(3));
    const header = `${this.one(['|', '>'])}${this.one(['', '-', '+', '', '', ...(this.chance(4) === 0 ? [`${inner.length - indent}`, `${inner.length}`] : [])])}`;
    const lines = Array.from({ length: this.chance(5) }, () => {
      const line = this.one([
        '',
        'a',
        '  a',
        'a: b',
        '- a',
        '# a',
        'a # b',
        ' ',
        '"a',
        '--- a',
        'a ',
        ...(this.chance(8) === 0 ? ['\ta'] : []),
      ]);
      return `${this.chance(40) === 0 ? '' : inner}${line}\n`;
    });
    return `${header}${this.maybe(10, ' # comment')}\n${lines.join('')}`;
  }

  private flow(depth: number): string {
    const count = this.chance(4);
    const inner = (): string => (depth < 6 && this.chance(4) === 0 ? this.flow(depth + 1) : this.flowScalar());
    const comma = (): string => this.one([', ', ',', ' ,\n     ', ', ', ', ']);
    const items = Array.from({ length: count }, () => ({ item: inner(), comma: comma() }));
    if (this.chance(2) === 0)
      return `[${items
        .map((each) => each.item + each.comma)
        .join('')
        .replace(/,\s*$/, this.maybe(4, ','))}]`;
    const pairs = items.map((each) => `${this.flowKey()}${each.item}${each.comma}`);
    return `{${pairs.join('').replace(/,\s*$/, this.maybe(4, ','))}}`;
  }

  private flowKey(): string {
    if (this.chance(8) === 0)
      return this.one(['"a":', '? a : ', 'a : ', ': ', '', '"a" :\n      ', '<<: ', '[a]: ', '!!str 1: ', '&k a: ']);
    return `${this.plain()}: `;
  }

  private flowScalar(): string {
    const kind = this.chance(8);
    if (kind === 0) return this.doubleQuoted(this.one(ODD));
    if (kind === 1 && this.chance(8) === 0) return this.one(ODD).replaceAll(/[\n,[\]{}]/g, '');
    if (kind === 2 && this.chance(3) === 0)
      return this.one(['', 'a: 1', '? a', '!!str 1', '! 1', '*a0', '&f a', '{a}', 'a b', "'a'"]);
    return this.plain();
  }

  private plain(): string {
    return this.one(this.chance(80) === 0 ? PLAIN : SAFE);
  }

  private maybe(oneIn: number, text: string): string {
    return this.chance(oneIn) === 0 ? text : '';
  }

  private one<T>(list: readonly T[]): T {
    const found = list[this.chance(list.length)];
    if (found === undefined) throw new RangeError('nothing to choose from');
    return found;
  }
}
