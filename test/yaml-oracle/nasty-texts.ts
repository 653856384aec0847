/**
 * Hand-written texts of manifests that readers may take for something else.
 * @module
 */

const POD = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\n';
const LAUGHS = [
  'a: &a [x,x,x,x,x,x,x,x,x]',
  ...Array.from('bcdefghi', (name, index) => `${name}: &${name} [${`*${'abcdefghi'.charAt(index)},`.repeat(9)}]`),
];

/** The texts. */
// prettier-ignore
export const NASTY_TEXTS: readonly string[] = [
  // documents
  '', '\n', '---', '---\n', '---\n---\n', '# comment', '---\n# comment\n---\n', `---\n${POD}`, `${POD}---`, `${POD}---\n${POD}`,
  `${POD}--- # comment\n${POD}`, `${POD}---   \n${POD}`, `${POD}...\n`, `${POD}...\n# comment\n`, `${POD}---\r\n${POD}`, `\ufeff${POD}`,
  `${POD}---\n\ufeff${POD}`, `\n\n${POD}`, `%YAML 1.1\n---\n${POD}`, `${POD}---\n---\n\n---\n${POD}`, `${POD}---\n- a\n---\n${POD}`,
  `${POD}---\na: [\n---\n${POD}`, POD.replaceAll('\n', '\r\n'), ` ${POD.replaceAll('\n', '\n ').trimEnd()}\n`, POD.trimEnd(),
  // JSON
  '{}', '{"a":1}{"a":2}', '{"a":1}\n{"a":2}\n', ' \n{"a":1}', '{"a":1}\n---\na: 2\n', '{"a":1,"a":2}', '{"a":1e400}', '{"a":1E3}',
  '{"a":-0}', '{"a":12345678901234567890}', '{"a":9007199254740993}', '{"a":"\\/\\ud83d\\ude00\\u2028"}', '{"a":"\u2028"}', '{"a":null}',
  '{a: 1}', '{a: 1}\n---\nb: 2\n', '{"a":1}\n{"a":2}\n{"a":', '{"a": [1, 2', '{"a":\t1}', '[{"a":1}]', '{"a":1}\n\n\n{"a":2}\n\n', '{"a":yes}',
  // keys
  'a: 1\na: 2\n', 'a: {b: 1}\na: {c: 2}\n', '1: a\n"1": b\n', 'yes: a\n', '1.5: a\n1e6: b\n1e20: c\n1e-7: d\n', '0x10: a\n', '~: a\n', 'null: a\n',
  '? a\n: b\n', '? [a]\n: b\n', '? {a: 1}\n: b\n', '[a]: b\n', '{a: 1}: b\n', '? |\n  a\n: b\n', '?\n: b\n', ': b\n', '{: a}\n', '{a}\n', '{a: }\n',
  '.inf: a\n', '.nan: a\n', '9223372036854775807: a\n', '9223372036854775808: a\n', '__proto__: {a: 1}\n', 'constructor: a\ntoString: b\n',
  `${'k'.repeat(1024)}: a\n`, `${'k'.repeat(1025)}: a\n`, `? ${'k'.repeat(1025)}\n: a\n`, `"${'é'.repeat(1023)}": a\n`, `"${'😀'.repeat(600)}": a\n`,
  '"a\n b": c\n', 'a b: c\n', 'a #b: c\n', '!!str 1: a\n', '&x a: b\nc: *x\n', '&x a: b\n*x : c\n', '2024-01-01: a\n',
  // anchors, aliases and merges
  'a: &x 1\nb: *x\n', 'a: &x [1]\nb: *x\n', 'a: &x {b: *x}\n', 'a: *x\n', 'a: &x 1\nb: &x 2\nc: *x\n', 'a: &x\nb: *x\n', 'a: &x yes\nb: *x\n',
  'a: &x {b: 1}\nc: {<<: *x}\n', 'a: &x {b: 1}\nc: {b: 2, <<: *x}\n', 'a: &x {b: 1}\nc: {<<: *x, b: 2}\n', 'a: &x {b: 1}\nc: {<<: [*x, {b: 3, d: 4}]}\n',
  'a: &x [{b: 1}]\nc: {<<: *x}\n', 'c: {<<: 1}\n', 'c: {<<: }\n', 'c: {"<<": {a: 1}}\n', 'c: {!!merge <<: {a: 1}}\n', 'c: {<<: {a: 1}, <<: {a: 2}}\n',
  'a: &x {1: b}\nc: {1: d, <<: *x}\n', 'a: &x {<<: {b: 1}}\nc: {<<: *x}\n', 'a: <<\n', '<<: {a: 1}\n', `${LAUGHS.slice(0, 5).join('\n')}\n`, `${LAUGHS.join('\n')}\n`,
  `a: &a {b: 1}\nlist: [${'*a,'.repeat(2000)}]\n`,
  // tags
  'a: !!str 1\n', 'a: !!int "1"\n', 'a: !!int 08\n', 'a: !!int a\n', 'a: !!float 1\n', 'a: !!bool yes\n', 'a: !!bool 1\n', 'a: !!null ""\n', 'a: !!null x\n',
  'a: !!str\n', 'a: !!str [b]\n', 'a: !!map [b]\n', 'a: !!set {b}\n', 'a: !own {b: 1}\n', 'a: !own 1\n', 'a: ! 1\n', 'a: ! "1"\n', 'a: !<tag:yaml.org,2002:int> "1"\n',
  'a: !!timestamp 2024-01-01\n', 'a: !!timestamp 2024-01-01T00:00:00Z\n', 'a: !!timestamp 2024-02-30\n', 'a: !!timestamp a\n', 'a: !!binary aGk=\n',
  'a: !!binary |\n  aG\n  k=\n', 'a: !!binary a\n', 'a: !!binary /w==\n', 'a: !!float 18446744073709551615\n', 'a: !!omap [b: 1]\n', 'a: !e!x 1\n', '!!map {a: 1}\n',
  // spaces, tabs and characters
  'a:\tb\n', 'a: b\t\n', '\ta: b\n', 'a:\n\tb: c\n', '- \ta\n', '-\ta\n', 'a: [\n\tb]\n', 'a: "b\n\tc"\n', 'a: |\n  b\n\tc\n', 'a: |\n\tb\n', 'a: |\n  \tb\n', 'a: 1\n\t\nb: 2\n',
  'a: b\u0000\n', 'a: "b\u0007"\n', '# \u0007\na: b\n', 'a: b\u007f\n', 'a: b\u0085c\n', 'a: b\u2028c\n', 'a: b\u00a0\n', 'a: \ufeffb\n', 'a: \ufffe\n', 'a: b\rc: d\n', 'a: 😀\n',
  'a: "\\x41\\u00e9\\U0001F600\\0\\a\\e\\_\\N\\L\\P"\n', 'a: "\\/"\n', 'a: "\\q"\n', 'a: "\\ud83d\\ude00"\n', 'a: "b\\\n   c"\n', 'a: "b\\\n\n   c"\n', "a: 'b\n\n  c'\n",
  // lists
  '- - a\n- b\n', '- -\n- b\n', '- - a\n  -\n- b\n', '-\n-\n', 'a:\n- b\n-\n- c\n', 'a:\n  -\n  b: c\n', '- a\n b\n', '[a, b,]\n', '[,]\n', '[a,,b]\n', '[a: b]\n', '[? a]\n', '[::1]\n', '- ::1\n',
  '[a?b]\n', '- a?b\n', '{a:1}\n', '{"a":1}\n', 'x: {"a":1}\n', "{'a':b}\n", '[-]\n', '[a:]\n', '[ a\n]\n', 'a: [b\nc]\n',
  'apiVersion: v1\nkind: List\nitems:\n- a: "b\n- c"\n', 'apiVersion: v1\nkind: List\nitems:\n- a: 1\n# comment\n- b: 2\nitems: []\n', 'items:\n- &x {a: 1}\n- *x\n', 'items:\n- a: 1\n b: 2\n',
  'items:\n  - a: |\n      - b\n\n      c\n  - d\nkind: List\n', 'items: # comment\n\n- a: 1\n\n-\n  b: 2\nkind: List\n', 'items:\n- a: 1\n...\n', '"items":\n- a: 1\nitems:\n- b: 1\n',
  // texts
  'a: |\n  b\n  c\n', 'a: |-\n  b\n\n', 'a: |+\n  b\n\n', 'a: >\n  b\n  c\n\n  d\n    e\n  f\n', 'a: |2\n   b\n', 'a: |1\n  b\n', 'a: |0\n  b\n', 'a: |\nb: c\n', 'a: |\n\n\n  b\n', 'a: |\n   \n  b\n',
  'a: b\n  c\n', 'a: b\n\n  c\n', 'a: b #c\n', 'a: b#c\n', 'a: "b" c\n', "a: 'b' 'c'\n", 'a: b: c\n', 'a: [b]c\n', 'a: @b\n', 'a: `b\n', 'a: %b\n', 'a: -\n', 'a: - b\n', 'a: ?\n', 'a: ? b\n', 'a: :b\n', 'a: &\n', 'a: *\n', 'a: !\n',
  `a: ${'b '.repeat(50_000)}\n`, `a: ${'['.repeat(200)}${']'.repeat(200)}\n`, `${'- '.repeat(200)}a\n`,
  // numbers
  'a: [0, -0, +0, 00, 1_0, 0x_1, 0b1, -0b1, 0b-1, 0o7, 0o8, 017, 08, 1., .5, -.5, +.5, 1e3, 1e400, 1e-400, 1_0.5, ._5, 0x1p4]\n',
  'a: [9223372036854775807, 9223372036854775808, -9223372036854775808, -9223372036854775809, 18446744073709551615, 18446744073709551616]\n',
  'a: [0x7fffffffffffffff, 0xffffffffffffffff, 0x10000000000000000, 9007199254740993, 1:20, 12:30:45, 1.2.3, 1e, e1, 0b2, 0xg]\n',
  'a: .inf\n', 'a: .nan\n', 'a: 2024-01-01\nb: 2024-01-01T00:00:00Z\nc: 2024-1-1 0:0:0\n',
];
