/** @module Tests that texts which Kubernetes would misread from cdk8s are written otherwise, and no others. */
import { Yaml } from 'cdk8s';
import { yamlDocument } from '../../lib/yaml';

const value = (text: string): object => ({ a: text });
const key = (text: string): object => ({ [text]: 1 });
const nested = (text: string): object => ({ m: [{ [text]: 1 }] });

describe.each<[string, (text: string) => object, readonly (readonly [string, string, string])[]]>([
  [
    'numbers in the notations of Go',
    value,
    [
      ['0o17', 'a: 0o17', 'a: "0o17"'],
      ['0O17', 'a: 0O17', 'a: "0O17"'],
      ['0X1f', 'a: 0X1f', 'a: "0X1f"'],
      ['0B11', 'a: 0B11', 'a: "0B11"'],
      ['+0o7', 'a: +0o7', 'a: "+0o7"'],
      ['-0X7', 'a: -0X7', 'a: "-0X7"'],
      ['0b+1', 'a: 0b+1', 'a: "0b+1"'],
      ['0b-1', 'a: 0b-1', 'a: "0b-1"'],
    ],
  ],
  [
    'numbers once underscores are dropped',
    value,
    [
      ['-_1', 'a: -_1', 'a: "-_1"'],
      ['+_.5', 'a: +_.5', 'a: "+_.5"'],
      ['1e_3', 'a: 1e_3', 'a: "1e_3"'],
      ['0_x1F', 'a: 0_x1F', 'a: "0_x1F"'],
    ],
  ],
  [
    'keys that are numbers',
    nested,
    [
      ['0o17', 'm:\n  - 0o17: 1', 'm:\n  - "0o17": 1'],
      ['0X1F', 'm:\n  - 0X1F: 1', 'm:\n  - "0X1F": 1'],
    ],
  ],
  [
    'characters that are line breaks, or not allowed',
    value,
    [
      ['a\u2028b', 'a: a\u2028b', 'a: "a\\Lb"'],
      ['a\u2029b', 'a: a\u2029b', 'a: "a\\Pb"'],
      ['a\u0085b', 'a: "a\u0085b"', 'a: "a\\Nb"'],
      ['a\u007fb', 'a: "a\u007fb"', 'a: "a\\x7fb"'],
      ['a\u009fb', 'a: "a\u009fb"', 'a: "a\\x9fb"'],
      ['a\ufffeb', 'a: a\ufffeb', 'a: "a\\ufffeb"'],
      ['a\uffffb', 'a: a\uffffb', 'a: "a\\uffffb"'],
    ],
  ],
  ['keys with such characters', key, [['a\u2028b', 'a\u2028b: 1', '"a\\Lb": 1']]],
  ['the key that merges', nested, [['<<', 'm:\n  - <<: 1', 'm:\n  - "<<": 1']]],
  ['keys of a document with a byte order mark', key, [['\ufeffa', '\ufeffa: 1', '"\ufeffa": 1']]],
  [
    'lines that start with a tab',
    value,
    [
      ['\ta\nb', 'a: |-\n  \ta\n  b', 'a: |2-\n  \ta\n  b'],
      ['\n\ta\n', 'a: |\n  \n  \ta', 'a: |2\n  \n  \ta'],
    ],
  ],
  [
    'lines that are nothing but white space',
    value,
    [
      [' \n', 'a: |+\n   ', 'a: "\\ \\n"'],
      ['\n\t\n', 'a: |+\n  \n  \t', 'a: "\\n\\t\\n"'],
    ],
  ],
  [
    'a line that is one space, in quotes',
    value,
    [
      [
        `${'a'.repeat(40)}\n \n\u0001`,
        `a: "${'a'.repeat(40)}\n\n  \\\\ \n\n  \\x01"`,
        `a: "${'a'.repeat(40)}\n\n  \\ \n\n  \\x01"`,
      ],
    ],
  ],
])('%s', (_, place, texts) => {
  test.each(texts)('%j is %j in cdk8s, and %j here', (text, theirs, ours) => {
    expect(Yaml.stringify(place(text))).toBe(`${theirs}\n`);
    expect(yamlDocument(place(text))).toBe(`${ours}\n`);
  });
});

test.each([
  ['the value <<', { a: '<<' }],
  ['a byte order mark elsewhere', { a: { '\ufeffb': '\ufeffc' }, 'd\ufeff': '\ufeffe\nf' }],
  [
    'what looks like Go but is no number',
    ['0o8', '0b2', '0Xg', '0O', '+0b+1', '-0b-1', '_1', 'a_0o1', '0o1.5', '1__k'],
  ],
  ['newlines only', ['\n', '\n\n']],
  ['a space before a tab', [' \ta\nb', '\n \ta\n']],
])('Kubernetes reads as meant, so it is as in cdk8s: %s', (_, document) => {
  expect(yamlDocument(document)).toBe(Yaml.stringify(document));
});
