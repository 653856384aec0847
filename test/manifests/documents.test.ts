/** @module YAML documents that are alike, as the clusters of a mesh have them. */
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { readClusters } from '../../lib/cli/clusters';
import { isImmutable } from '../../lib/istio';
import { Documents, fields, readManifests } from '../../lib/manifests';

const POD = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\n  labels: {app: a}\n';
const OTHER = POD.replace('name: a', 'name: b');

test('documents that are alike are read once, and keep their own places', () => {
  const documents = new Documents();
  const [first, , last] = readManifests(`${POD}---\n${OTHER}---\n${POD}`, 'east', documents).objects;
  const [there] = readManifests(`# comment\n---\n${POD}`, 'west', documents).objects;
  expect(last?.json).toBe(first?.json);
  expect(there?.json).toBe(first?.json);
  expect([first, last, there].map((each) => each?.at)).toEqual(['east:1:1', 'east:13:1', 'west:3:1']);
});

test('nobody can change what several objects share', () => {
  const [first, second, third] = readManifests(`${POD}---\n${OTHER}---\n${POD}`, 'f').objects.map(({ json }) => json);
  expect([first, second, third].map((json) => isImmutable(json ?? {}))).toEqual([true, false, true]);
  expect(() => Object.assign(fields(first?.['metadata']), { name: 'c' })).toThrow(TypeError);
});

test('the items of lists that are alike are shared', () => {
  const list = `kind: List\napiVersion: v1\nitems:\n${[POD, OTHER].map((pod) => pod.replaceAll(/^/gm, '  ').replace(' ', '-').trimEnd()).join('\n')}\n`;
  const { objects, faults } = readManifests(`${list}---\n${list}`, 'f');
  expect(faults).toEqual([]);
  expect(objects.map(({ name, at }) => `${name} ${at}`)).toEqual(['a f:4:3', 'b f:9:3', 'a f:18:3', 'b f:23:3']);
  expect(objects[2]?.json).toBe(objects[0]?.json);
  expect(objects.every(({ json }) => isImmutable(json))).toBe(true);
});

test('each document that cannot be read is a fault, whatever was read before', () => {
  const { faults } = readManifests('a: [\n---\na: [\n', 'f');
  expect(faults.map(({ code, at }) => `${code} ${at}`)).toEqual(['MC200 f:2:1', 'MC200 f:4:1']);
});

test('the clusters of a mesh share the documents that they have in common', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'documents-'));
  const files = ['east', 'west'].map((name) => path.join(folder, `${name}.yaml`));
  for (const file of files) fs.writeFileSync(file, `${POD}---\n${OTHER}`);
  const [east, west] = readClusters(files).clusters;
  fs.rmSync(folder, { recursive: true });
  expect(east?.objects).toHaveLength(2);
  expect(east?.objects.every(({ json }, index) => json === west?.objects[index]?.json)).toBe(true);
});
