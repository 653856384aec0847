/** @module Texts of manifests: the objects in them, where they are, and what is wrong. */
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import {
  type ClusterManifests,
  type ManifestFault,
  positionOf,
  readCluster,
  readManifests,
  readObject,
} from '../../lib/manifests';
import { splitItems } from '../../lib/manifests/reading/list-items';

const POD = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\n';
const json = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' } };

/** What a document of one field means. */
function valueOf(yaml: string): unknown {
  const { objects, faults } = readManifests(`${POD}value: ${yaml}\n`, 'pod.yaml');
  expect(faults).toEqual([]);
  return objects[0]?.json['value'];
}

function placesIn(text: string): readonly string[] {
  return readManifests(text, 'f').objects.map(({ name, at }) => `${name} ${at}`);
}

function faultsIn(text: string): readonly string[] {
  const asText = ({ code, what, at }: ManifestFault): string => `${code} ${what} (${at})`;
  return readManifests(text, 'f').faults.map(asText);
}

describe('objects', () => {
  test('each document is an object, with the place where it starts', () => {
    expect(placesIn(`# comment\n${POD}---\n\n  # comment\n${POD}--- # comment\n---\n---\n${POD}`)).toEqual([
      'a f:2:1',
      'a f:9:1',
      'a f:16:1',
    ]);
  });

  test('the items of a list are objects, with the places where they start', () => {
    const items = `items:\n- apiVersion: v1\n  kind: Pod\n  metadata: { name: b }\n-   # comment\n    apiVersion: v1\n    kind: Pod\n`;
    expect(placesIn(`apiVersion: v1\n${items}kind: List\n---\n${POD}`)).toEqual(['b f:3:3', ' f:7:5', 'a f:11:1']);
  });

  test('an item of a list of one kind may leave out what the list says', () => {
    const { objects } = readManifests(
      'apiVersion: apps/v1\nkind: DeploymentList\nitems:\n- metadata: {name: b}\n',
      'f',
    );
    expect(objects).toMatchObject([{ id: 'Deployment.apps default/b', at: 'f:4:3' }]);
  });

  test('lists in lists are unpacked', () => {
    const inner = '  - apiVersion: v1\n    kind: Pod\n    metadata: {name: b}\n';
    const list = 'apiVersion: v1\nkind: List\nitems:\n';
    expect(placesIn(`${list}- apiVersion: v1\n  kind: List\n  items:\n${inner}`)).toEqual(['b f:7:5']);
  });

  test('JSON is read, one object or several, with YAML after the first', () => {
    const text = JSON.stringify(json);
    expect(placesIn(` ${text}\n${text}  ${text}`)).toEqual(['a f:1:2', 'a f:2:1', 'a f:2:59']);
    expect(placesIn(`${text}\n---\n${POD}`)).toEqual(['a f:1:1', 'a f:3:1']);
    expect(placesIn('{apiVersion: v1, kind: Pod}')).toEqual([' f:1:1']);
    const list = { apiVersion: 'v1', kind: 'List', metadata: { items: [{}, {}] }, items: [json, json] };
    expect(placesIn(JSON.stringify(list, null, 2))).toEqual(['a f:11:5', 'a f:18:5']);
    expect(placesIn(JSON.stringify({ ...list, items: [{ ...json, x: '"}\\' }, json] }))).toEqual([
      'a f:1:72',
      'a f:1:141',
    ]);
  });

  test('line breaks of Windows and a byte order mark change no value', () => {
    const { objects, faults } = readManifests(`\ufeff${POD}text: |\n  a\n  b\n`.replaceAll('\n', '\r\n'), 'f');
    expect(faults).toEqual([]);
    expect(objects).toMatchObject([{ json: { ...json, text: 'a\nb\n' }, at: 'f:1:2' }]);
  });
});

describe('large lists', () => {
  const item = '- apiVersion: v1\n  kind: Pod\n  metadata: {name: b}\n';

  test.each([
    ['an alias of another item', `- &x {apiVersion: v1, kind: Pod}\n- *x\n`, [' f:4:3', ' f:4:3']],
    ['quotes that span items', `${item}  text: "a\n- b"\n`, ['b f:4:3']],
    ['empty items and comments', `# comment\n${item}# comment\n\n${item}`, ['b f:5:3', 'b f:10:3']],
    ['items that are indented', `${item}${item}`.replaceAll(/^/gm, '  ').trimEnd() + '\n', ['b f:4:5', 'b f:7:5']],
  ])('items are read one by one, but for %s', (_, items, places) => {
    expect(placesIn(`apiVersion: v1\nkind: List\nitems:\n${items}metadata: {}\n`)).toEqual(places);
  });

  test('an item is read for itself, so that one that needs care costs no more than its own text', () => {
    const split = splitItems(`apiVersion: v1\nkind: List\nitems:\n${item}# comment\n${item}metadata: {}\n`);
    expect(split?.rest).toBe('apiVersion: v1\nkind: List\nitems:\n\nmetadata: {}\n');
    expect(split?.items).toEqual([
      { start: 33, end: 33 + item.length + 10 },
      { start: 33 + item.length + 10, end: 33 + 2 * item.length + 10 },
    ]);
  });

  test('what follows the items belongs to the list', () => {
    const list = 'apiVersion: v1\nkind: List\nitems:\n  - a: >-\n      b\n a\n';
    expect(faultsIn(list)).toEqual([expect.stringContaining('MC200')]);
  });

  test('a broken item is a fault of the whole list, at its place', () => {
    const list = `apiVersion: v1\nkind: List\nitems:\n${item}- a: b: c\n`;
    expect(faultsIn(list)).toEqual([expect.stringMatching(/^MC200 .* \(f:7:7\)$/)]);
  });
});

describe('values', () => {
  test.each([
    ['yes', true],
    ['Off', false],
    ['y', true],
    ['~', null],
    ['', null],
    ['"yes"', 'yes'],
    ['0o17', 15],
    ['017', 15],
    ['08', 8],
    ['0b11', 3],
    ['0b-11', -3],
    ['0x1F', 31],
    ['1_000', 1000],
    ['-0', 0],
    ['1e3', 1000],
    ['1_0.5', 10.5],
    ['._5', '._5'],
    ['.5_0', 0.5],
    ['!own', ''],
    ['1e400', '1e400'],
    ['9007199254740993', 9007199254740992],
    ['1:20', '1:20'],
    ['2024-01-01', '2024-01-01'],
    ['2024-01-01T00:00:00Z', '2024-01-01T00:00:00Z'],
    ['!!str 1', '1'],
    ['!!int "1"', 1],
    ['!!float 1', 1],
    ['!!binary aGk=', 'hi'],
    ['!own 1', '1'],
    ['! 1', '1'],
    ['<<', '<<'],
  ])('%s is %j', (yaml, value) => {
    expect(valueOf(yaml)).toEqual(value);
  });

  test('the creation time is a text, as in JSON', () => {
    expect(valueOf('{creationTimestamp: 2024-01-01T00:00:00Z}')).toEqual({ creationTimestamp: '2024-01-01T00:00:00Z' });
  });

  test('keys are what Kubernetes makes of them', () => {
    expect(valueOf('{yes: a, 0o17: b, 1.5: c, 1e6: d, 9223372036854775807: e, .inf: f, <<: {g: h}, "<<": i}')).toEqual(
      Object.fromEntries([
        ['true', 'a'],
        ['15', 'b'],
        ['1.5', 'c'],
        ['1e+06', 'd'],
        ['9223372036854775807', 'e'],
        ['.inf', 'f'],
        ['g', 'h'],
        ['<<', 'i'],
      ]),
    );
    expect(Object.keys(valueOf('{__proto__: 1}') ?? {})).toEqual(['__proto__']);
  });

  test('the last of equal keys wins', () => {
    expect(valueOf('{a: 1, a: 2}')).toEqual({ a: 2 });
  });

  test('merged maps replace what comes before them, and are replaced by what comes after', () => {
    expect(valueOf('{b: 1, a: 1, <<: &x {a: 2, c: 2}, c: 3, <<: [{d: 1}, {d: 2, e: 2}], again: *x}')).toEqual({
      b: 1,
      a: 2,
      c: 3,
      d: 1,
      e: 2,
      again: { a: 2, c: 2 },
    });
  });
});

describe('faults', () => {
  test('a broken document is a fault with its place, and the others are read', () => {
    const text = `${POD}---\na:\n  - b\n c: [\n---\n${POD}`;
    expect(placesIn(text)).toEqual(['a f:1:1', 'a f:10:1']);
    expect(faultsIn(text)).toEqual([
      'MC200 The document must be YAML that Kubernetes can read, but is not: bad indentation of a mapping entry. (f:8:2)',
    ]);
  });

  test.each([
    ['{[a]: 1}', 'a key is a list or a map', '4:9'],
    ['{? {} : 1}', 'a key is a list or a map', '4:11'],
    ['{~: 1}', 'a key is empty or null', '4:9'],
    ['{: 1}', 'a key is empty or null', '4:9'],
    ['.inf', 'JSON has no infinite numbers', '4:8'],
    ['&a [*a]', 'an anchor contains itself', '4:12'],
    ['*a', 'unidentified alias "a"', '4:10'],
    ['{<<: 1}', 'a merge key needs a map or a list of maps', '4:13'],
    ['!!int x', '"x" is no value of the tag !!int', '4:8'],
    ['!!binary a', 'a value of the tag !!binary is not base64', '4:8'],
    ['!!binary /w==', 'a value of the tag !!binary is not UTF-8', '4:8'],
    ['"\\ud83d\\ude00"', 'a text has an escape that is not of YAML 1.1, or of no character', '4:8'],
    ['{18446744073709551615: 1}', 'the key 18446744073709551615 is too large', '4:9'],
  ])('a document with %s is a fault: %s', (yaml, reason, place) => {
    expect(faultsIn(`apiVersion: v1\nkind: Pod\nmetadata: {}\nvalue: ${yaml}\n`)).toEqual([
      `MC200 The document must be YAML that Kubernetes can read, but is not: ${reason}. (f:${place})`,
    ]);
  });

  test.each([
    ['{a?b: 1}', 'a text in brackets begins with a colon, or has a question mark'],
    ['[::1]', 'a text in brackets begins with a colon, or has a question mark'],
    ['[a:]', 'no space follows a colon in brackets'],
    [`{${'k'.repeat(1025)}: 1}`, 'a key is longer than 1,024 characters'],
    ['&a b: c', 'a map is on the line of its anchor or tag'],
    ['&a\n  >\n  b', 'an anchor or a tag is on a line before its value'],
    ['&a{ b: c }', 'the anchor "a" must have letters and digits only, and a space after it'],
    ['!!>a b', 'the tag "tag:yaml.org,2002:>a" is not readable'],
    ['|\n \ta', 'the first line of a text begins with a tab'],
    ['1\n\t', 'a line begins with a tab'],
    ['\n- -\n- b', 'js-yaml takes items of a list for those of the list before'],
    ['"a\\\n\n  b"', 'an escaped line break is before an empty line'],
    ['{1: a, "1": b}', 'two keys become the text "1"'],
    ['"\\U00a01F60"', 'a text has an escape that is not of YAML 1.1, or of no character'],
    ['!\n  1', 'a tag is not on the line of its value'],
    ['&a !', 'an anchor is of nothing'],
    ["'a\n  'b'", 'text follows a quote'],
    ['[a,\n  b]c: d', 'text follows a bracket'],
    ['\n  "a\n   b": c', 'a key spans lines'],
    ['!own a:', 'a map is on the line of its anchor or tag'],
    ['a\n...\nb: 1', 'kubectl ignores what follows the line "..."'],
  ])('%j, which js-yaml would read otherwise than Kubernetes, is a fault: %s', (yaml, reason) => {
    expect(faultsIn(`${POD}value: ${yaml}\n`)).toEqual([expect.stringContaining(`but is not: ${reason}. (f:`)]);
  });

  test('deep and explosive documents are faults', () => {
    const laughs = Array.from({ length: 20 }, (_, n) => `l${n + 1}: &l${n + 1} [${`*l${n},`.repeat(10)}]`);
    expect(faultsIn(`${POD}l0: &l0 [a,a,a]\n${laughs.join('\n')}\n`)).toEqual([
      expect.stringContaining('its aliases repeat too much'),
    ]);
    expect(faultsIn('['.repeat(200_000))).toEqual([expect.stringContaining('MC200')]);
  });

  test('what is no object is a fault', () => {
    expect(
      faultsIn(`- a\n---\ntext\n---\nkind: Pod\n---\n{}\n---\napiVersion: v1\nkind: List\nitems: [1, {}]\n`),
    ).toEqual([
      'MC201 An object must have "apiVersion" and "kind", but this is a list. (f:1:1)',
      'MC201 An object must have "apiVersion" and "kind", but this is "text". (f:3:1)',
      'MC201 An object must have "apiVersion" and "kind", but this has no "apiVersion". (f:5:1)',
      'MC201 An object must have "apiVersion" and "kind", but this has no "apiVersion" or "kind". (f:7:1)',
      'MC201 An object must have "apiVersion" and "kind", but this is 1. (f:11:9)',
      'MC201 An object must have "apiVersion" and "kind", but this has no "apiVersion" or "kind". (f:11:12)',
    ]);
  });

  test('a file of several JSON objects must stay JSON', () => {
    expect(faultsIn('{"apiVersion":"v1","kind":"A"}\n{"apiVersion":"v1","kind":"B"}\n{"a":}')).toEqual([
      'MC202 A file that begins with several JSON objects must be JSON to its end, but is not. (f:3:1)',
    ]);
  });

  test.each(['--- {}', '----', '---a: b', '--- |'])('a separator %s is a fault', (line) => {
    const text = `${POD}${line}\n${POD}`;
    expect(placesIn(text)).toEqual(['a f:1:1', 'a f:6:1']);
    expect(faultsIn(text)).toEqual([
      'MC203 A line that begins with "---" must have nothing else but a comment. (f:5:1)',
    ]);
  });

  test.each([
    ['\0', 'the character U+0000'],
    ['\u0007', 'the character U+0007'],
    ['\u2028', 'the character U+2028'],
    ['\u0085', 'the character U+0085'],
    ['\ud800', 'a byte that is not UTF-8'],
  ])('the character %j is a fault of its document', (character, name) => {
    const text = `${POD}---\nvalue: a${character}\n---\n${POD}`;
    expect(placesIn(text)).toEqual(['a f:1:1', 'a f:8:1']);
    expect(faultsIn(text)).toEqual([`MC204 A file of manifests must be plain UTF-8, but has ${name}. (f:6:9)`]);
  });
});

describe('positions', () => {
  const text = `${POD}---\n# comment\napiVersion: v1\nkind: List\nitems:\n  - apiVersion: v1\n    kind: Service\n    "spec": # comment\n      ports:\n        # comment\n        - name: http\n          port: 80\n        -\n          { port: 81,\n            8080: [1,\n              2] }\n`;
  const [pod, service] = readManifests(text, 'f').objects;

  test.each([
    [[], '10:5'],
    [['kind'], '11:5'],
    [['spec'], '12:5'],
    [['spec', 'ports'], '13:7'],
    [['spec', 'ports', 0], '15:11'],
    [['spec', 'ports', 0, 'name'], '15:11'],
    [['spec', 'ports', 0, 'port'], '16:11'],
    [['spec', 'ports', 1, 'port'], '18:13'],
    [['spec', 'ports', 1, '8080', 1], '20:15'],
    [['spec', 'ports', 2, 'port'], '13:7'],
    [['spec', 'selector'], '12:5'],
    [['status', 0], '10:5'],
  ])('%j of an object is at %s', (field, place) => {
    expect(service && positionOf(service, field)).toBe(`f:${place}`);
  });

  test('a field has its place in an object of JSON, and in a document', () => {
    expect(pod && positionOf(pod, ['metadata', 'name'])).toBe('f:4:3');
    const [object] = readManifests(`\n ${JSON.stringify(json, null, '\t')}`, 'f').objects;
    expect(object && positionOf(object, ['metadata', 'name'])).toBe('f:6:3');
  });

  test('an object of an App is at its construct', () => {
    expect(positionOf(readObject(json, 'chart/web'), ['kind'])).toBe('chart/web');
  });

  test('a field that its own text cannot locate is at its object', () => {
    const list = 'apiVersion: v1\nkind: List\nmetadata: &a {}\nitems:\n- apiVersion: v1\n  kind: Pod\n  metadata: *a\n';
    const [object] = readManifests(list, 'f').objects;
    expect(object && positionOf(object, ['kind'])).toBe('f:5:3');
  });
});

describe('files', () => {
  let folder = '';
  beforeAll(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'manifests-'));
  });
  afterAll(() => {
    fs.rmSync(folder, { recursive: true });
  });
  const write = (name: string, content: string | Buffer): string => {
    const file = path.join(folder, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, content);
    return file;
  };

  test('a folder is read with the folders in it, in the order of paths', () => {
    write('b/c.yml', POD);
    write('b/a.json', JSON.stringify(json));
    write('a.yaml', POD);
    write('notes.txt', 'text');
    const { name, objects, faults } = readCluster(folder, 'east');
    expect([name, faults]).toEqual(['east', []]);
    expect(objects.map(({ at }) => path.relative(folder, at))).toEqual(['a.yaml:1:1', 'b/a.json:1:1', 'b/c.yml:1:1']);
    const ofFile: ClusterManifests = readCluster(path.join(folder, 'a.yaml'), 'east');
    expect(ofFile.objects).toHaveLength(1);
  });

  test('a byte that is not UTF-8 is a fault of its document', () => {
    const bytes = Buffer.concat([
      Buffer.from(`${POD}---\nname: é`),
      Buffer.from([0xff]),
      Buffer.from(`\n---\n${POD}x: é`),
    ]);
    const { objects, faults } = readCluster(write('bytes/a.yaml', bytes), 'east');
    expect(objects.map((each) => each.json['x'])).toEqual([undefined, 'é']);
    expect(faults).toMatchObject([{ code: 'MC204', at: expect.stringMatching(/a\.yaml:6:8$/) }]);
  });

  test('a path without manifests is a fault', () => {
    fs.mkdirSync(path.join(folder, 'empty'));
    const empty = readCluster(path.join(folder, 'empty'), 'east').faults.map((fault) => fault.what);
    expect(empty).toEqual([
      `A folder of manifests must have a file whose name ends in .yaml, .yml or .json, but "${folder}/empty" has none.`,
    ]);
    expect(readCluster(path.join(folder, 'missing'), 'east')).toMatchObject({
      objects: [],
      faults: [{ code: 'MC205', what: expect.stringMatching(/^Manifests must be readable, but ".*" does not exist/) }],
    });
  });
});
