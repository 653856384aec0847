/**
 * Random texts and values, many of them odd.
 * @module
 */
import * as fc from 'fast-check';
import { ODD_TEXTS } from './odd-texts';

const PIECES = [
  ...Array.from('aeEnyYoOxX0178_+-.:,;?!&*#|>%@`=<~\'"\\/[]{}'),
  ...[
    ' ',
    '  ',
    '\t',
    '\n',
    '\n\n',
    '\n ',
    ' \n',
    '\r\n',
    ': ',
    ' #',
    '- ',
    '---',
    '...',
    '0x',
    '0o',
    '0b',
    '2024-01-01',
    'T',
  ],
  ...['\0', '\u0007', '\u001b', '\u007f', '\u0085', '\u00a0', '\u2028', '\u2029', '\ufeff', '\ufffe', 'é', '😀'],
  ...['true', 'no', 'null', '.inf', '<<', 'http', 'a long piece of text, so that quotes span lines'],
];

const odd = fc.constantFrom(...Object.values(ODD_TEXTS).flat());

/** A text, which has no halves of pairs. */
export const text = fc.oneof(
  { weight: 4, arbitrary: fc.array(fc.constantFrom(...PIECES), { maxLength: 7 }).map((pieces) => pieces.join('')) },
  { weight: 2, arbitrary: odd },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 60 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 8 }) },
  { weight: 1, arbitrary: fc.tuple(odd, odd).map(([a, b]) => a + b) },
);

const number = fc.oneof(
  fc.integer(),
  fc.double(),
  fc.constantFrom(0, -0, 1e21, 1e-7, 2 ** 53, 2 ** 64, NaN, -Infinity),
);

interface Values {
  readonly value: unknown;
  readonly list: unknown[];
  readonly map: object;
}

/** Maps and lists of what JSON has, and of `undefined`, with these texts. Some hold an object several times. */
export function documents(
  texts: fc.Arbitrary<string> = text,
  keys: fc.Arbitrary<string> = texts,
): fc.Arbitrary<object> {
  const scalar = fc.oneof(texts, texts, number, fc.boolean(), fc.constantFrom(null, undefined));
  const key = fc.oneof(keys, fc.constantFrom('apiVersion', 'metadata', 'app.kubernetes.io/name', 'k'.repeat(1100)));
  const { value, list, map } = fc.letrec<Values>((tie) => ({
    value: fc.oneof({ maxDepth: 4 }, scalar, tie('list'), tie('map')),
    list: fc.array(tie('value'), { maxLength: 4 }),
    map: fc.dictionary(key, tie('value'), { maxKeys: 4 }),
  }));
  return fc
    .tuple(value, map, list)
    .chain(([one, two, three]) =>
      fc.constantFrom<object>({ one }, two, three, [one, one, { one, two }], { three, two, again: [three, two, two] }),
    );
}
