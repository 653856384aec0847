/** @module Tests which clusters the command reads from files and folders. */
import * as fs from 'node:fs';
import { readClusters } from '../../lib/cli/clusters';
import { inFolder, ran, WEST } from './shop';

test('clusters can be given one by one', () => {
  expect(ran('trace', '$/east', '$/west.yaml', '--from', 'east/web', 'http://cart/')).toMatchObject({ status: 0 });
});

test.each([
  ['a file', '$/west.yaml', 'west'],
  ['a file of cdk8s', '$/flat/shop.k8s.yaml', 'shop'],
  ['a folder of files', '$/flat', 'flat'],
  ['a folder of files whose name has a dot', '$/prod.eu', 'prod.eu'],
  ['a folder with one folder', '$/one', 'base'],
])('of %s, the only cluster has the name', (_, given, name) => {
  for (const each of ['flat', 'prod.eu', 'one', 'one/base']) fs.mkdirSync(inFolder(each));
  for (const each of ['flat/shop.k8s.yaml', 'prod.eu/web.yaml', 'prod.eu/cart.yaml', 'one/base/all.yaml', 'one/.git'])
    fs.writeFileSync(inFolder(each), WEST);
  const { clusters } = readClusters([given.replace('$', inFolder(''))]);
  expect(clusters.map((each) => each.name)).toEqual([name]);
});

test('exits with 2 for YAML that cannot be read, and says where', () => {
  fs.writeFileSync(inFolder('west.yaml'), `${WEST}---\nkind: [\n`);
  const { status, err } = ran('trace', '$', '--from', 'east/web', 'http://cart/');
  expect(status).toBe(2);
  expect(err).toMatch(/^error: MC20\d .* \(\$\/west\.yaml:6:1\)$/);
});

test('a link whose target is missing is an error with the path', () => {
  fs.symlinkSync('nowhere.yaml', inFolder('north.yaml'));
  fs.symlinkSync('nowhere', inFolder('ignored'));
  const { status, err } = ran('trace', '$', '--from', 'east/web', 'http://cart/');
  expect(status).toBe(2);
  expect(err).toBe(
    'error: MC205 Manifests must be readable, but "$/north.yaml" does not exist. Correct the path. ($/north.yaml)',
  );
});

test('a link to a folder that it is in is not followed', () => {
  fs.symlinkSync('.', inFolder('east/loop'));
  expect(ran('trace', '$', '--from', 'east/web', 'http://cart/')).toMatchObject({ status: 0, err: '' });
});

test('a document that is not an object is a warning', () => {
  fs.writeFileSync(inFolder('west.yaml'), `${WEST}---\nreplicas: 2\n`);
  expect(ran('trace', '$', '--from', 'east/web', 'http://cart/')).toMatchObject({
    status: 0,
    err: 'warning: MC201 An object must have "apiVersion" and "kind", but this has no "apiVersion" or "kind". Remove the document, or give it the "apiVersion" and the "kind" of an object. ($/west.yaml:5:1)',
  });
});
