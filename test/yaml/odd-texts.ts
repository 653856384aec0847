/**
 * Texts that some reader of YAML may take for something else.
 * @module
 */

/** Texts by what is odd about them, many on a line. Every one of them must come back from Kubernetes. */
// prettier-ignore
export const ODD_TEXTS: Readonly<Record<string, readonly string[]>> = {
  nothing: ['', '~', 'null', 'Null', 'NULL', 'nULL', 'none', 'undefined'],
  booleans: [
    'y', 'Y', 'yes', 'Yes', 'YES', 'yES', 'n', 'N', 'no', 'NO', 'on', 'On', 'ON', 'off', 'OFF', 'true', 'True',
  ],
  'more booleans': ['TRUE', 'tRUE', 'false', 'False', 'FALSE', 't', 'f', 'o', 'yes ', ' no', 'east', 'e', 'on-call'],
  decimals: [
    '0', '-0', '+0', '1', '00', '08', '0_1', '1_000', '_1', '1_', '-_1', '+_9', '9223372036854775808', '1 000',
  ],
  'other bases': [
    '0x1F', '0X1f', '0o17', '0O17', '017', '0b11', '0B11', '+0x1', '-0b1', '+0o7', '-0O7', '0_x1', '0o_7',
  ],
  'signs after a base': ['0b+1', '0b-1', '0B+1', '0x+1', '0x-1', '0o+1', '-0b-1', '--1', '+-1'],
  'not a number': ['0o8', '0b2', '0xg', '0x', '0o', '0b', '1k', '1.2.3', '10.0.0.1', '1:a', '::1', 'a0', '1-', '1+1'],
  floats: [
    '.5', '-.5', '+.5', '5.', '.', '-.', '..', '1.0', '1.', '1_0.5', '._5', '+_.5', '0x1p4', '0x.8p1', '1e', 'e',
  ],
  exponents: [
    '1e3', '1E3', '1e+3', '1e-3', 'e5', 'E5', 'e1234567', '-e5', '.e5', '1.e5', '1e1_0', '1e_1', '1e400', '1e-400',
  ],
  'no finite number': [
    '.inf', '.Inf', '.INF', '-.inf', '+.inf', '.nan', '.NaN', '.NAN', 'inf', 'Infinity', 'NaN', '-inf',
  ],
  'base 60': ['1:20', '190:20:30', '-1:20', '1:60', '1:20.5', '1:2:3', '01:20', '1_0:20', '12:30:45', ':20', '20:'],
  dates: [
    '2024-01-01', '2024-1-1', '2024-13-45', '2001-12-14t21:59:43.10-05:00', '2001-12-14 21:59:43.10 -5', '24-01-01',
  ],
  times: [
    '2001-12-15T02:59:43.1Z', '2024-01-01T00:00:00Z', '2024-01-01 00:00:00', '2024-01-01x', '2024-01', '2024-01-01T',
  ],
  'special keys': [
    '<<', '=', '<', '<<<', '!!merge', 'toJSON', '__proto__x', 'constructor', '&a', '*a', '!a', '!!str 1',
  ],
  indicators: [
    '-', '?', ':', '- a', '? a', ': a', '-a', '?a', ':a', '#', '# a', 'a #b', 'a#b', 'a\t#b', 'a: b', 'a:b', 'a:',
  ],
  'more indicators': [
    '[', ']', '[]', '{', '}', '{}', ',', '%', '%YAML 1.1', '@a', '`a', '|', '|-', '>', '>-', '&', '*', '!',
  ],
  documents: [
    '---', '--- a', '----', '---a', '...', '... a', '....', '--', 'a\n---\nb', 'a\n...\nb', '---\n', 'a\n--- b',
  ],
  quotes: ['"', "'", '""', "''", '"a"', "'a'", '"a\'', 'a"b', "a'b", '\\', '\\n', 'a\\', '"\\', '\'"\'"', '`"`'],
  spaces: [
    ' ', '  ', ' a', 'a ', '\t', '\ta', 'a\t', 'a\tb', 'a  b', '\u00a0', '\u00a0a', 'a\u00a0', '\u3000', '\u200b',
  ],
  'line breaks': [
    '\n', '\n\n', 'a\n', 'a\n\n', '\na', '\n\na', 'a\nb', 'a\n\nb', 'a\nb\n', '\r', 'a\rb', '\r\n', 'a\r\nb\r\n',
  ],
  'spaces at breaks': [
    ' \n', '\n ', ' \n ', 'a \nb', 'a\n b', ' a\nb', '\n a\nb', 'a\n ', 'a\n \n', 'a\n  \nb\n', ' \n\n', '  \n a',
  ],
  'tabs at breaks': [
    '\t\n', '\n\t', '\ta\nb', '\n\ta\nb\n', 'a\n\tb', 'a\t\nb', ' \ta\nb', '\t a\nb', '\n \n\ta', 'a\n\t\n',
    '\t\n\ta\n',
  ],
  'other breaks': [
    '\u0085', '\u2028', '\u2029', 'a\u0085b', 'a\u2028b', 'a\u2029b', 'a\u2028---', 'a\n\u2028\nb', '\u2028\n',
    'a\u2029\n',
  ],
  controls: [
    '\0', 'a\0b', '\u0001', '\u0007', '\b', '\v', '\f', '\u001b[1m', '\u001f', '\u007f', '\u0080', '\u009f',
    'a\u009f\n',
  ],
  'controls in lines': [
    '\u0001'.repeat(8) + '\n\n\n \n  \nb\n', `${'a'.repeat(40)}\n \n\u0001`, `${'a'.repeat(40)}\n\n b\u007f \n`,
  ],
  'bytes and pairs': [
    '\ufeff', '\ufeffa', 'a\ufeff', '\ufeffa\nb', '\ufffd', '\ufffe', '\uffff', 'é', '日本', '😀', '\u{10ffff}',
    '\ue000',
  ],
  long: [
    'a'.repeat(1024), 'a'.repeat(1025), 'a b '.repeat(400), '0'.repeat(2000), `"${'a'.repeat(1023)}`,
    '😀'.repeat(600), '\n'.repeat(1100),
  ],
  'lines of text': [
    '#!/bin/sh\nset -eu\n\techo "a: b"\n', '{\n  "a": [1]\n}\n', 'a: b\n- c\n', '  indented\nnot\n',
    '\tmake:\n\t\tgo\n', `${'x y '.repeat(30)}\n `,
  ],
};

/** Halves of pairs, which UTF-8 cannot hold: Kubernetes refuses the document. */
export const UNWRITABLE_TEXTS = ['\ud800', 'a\udc00', '\udc00\ud800'];
