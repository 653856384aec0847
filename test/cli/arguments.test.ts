/** @module Tests what the command says about arguments that it cannot use. */
import * as fs from 'node:fs';
import { readClusters } from '../../lib/cli/clusters';
import { readFacts } from '../../lib/cli/trace/facts';
import { readQuestion } from '../../lib/cli/trace/options';
import { codesOf } from '../support/issues';
import { inFolder, ran, WEST } from './shop';

const EXAMPLE =
  'Write, for example: multicluster trace dist/bookinfo --from cluster1/productpage http://reviews:9080/reviews/0.';

const HELP = "See 'multicluster trace --help' for help and examples.";

test.each<[string, readonly string[], string]>([
  [
    'an unknown caller',
    ['trace', '$', '--from', 'east/wbe', 'http://cart/'],
    'error: MC210 The caller "east/wbe" must be a workload of cluster "east", but no workload there has this name. Did you mean "web"? Write the cluster and the workload, such as cluster1/productpage.',
  ],
  [
    'a caller without a cluster',
    ['trace', '$', '--from', 'web', 'http://cart/'],
    'error: MC210 The caller must be a cluster and a workload with a slash between them, but is "web". Write the cluster first, such as east/web. The clusters are "east" and "west".',
  ],
  [
    'a caller without a workload',
    ['trace', '$', '--from', 'east', 'http://cart/'],
    'error: MC210 The caller must be a cluster and a workload with a slash between them, but is "east". Write the cluster and the workload, such as cluster1/productpage.',
  ],
  [
    'a caller of another cluster than the only one',
    ['trace', '$/west.yaml', '--from', 'east/web', 'http://cart/'],
    'error: MC210 The caller "east/web" must be in one of the clusters, but there is no cluster "east". The only cluster is "west".',
  ],
  [
    'a folder that is missing',
    ['trace', '$/none', '--from', 'east/web', 'http://cart/'],
    'error: MC220 "$/none" must be readable, but does not exist. Give the folder that the app writes, such as dist/bookinfo.',
  ],
  [
    'a header without a colon',
    ['trace', '$', '--from', 'east/web', 'http://cart/', '-H', 'user'],
    'error: MC221 -H must be a pair, such as \'end-user: jason\', but is "user". Run the command with --help.',
  ],
  [
    'a locality of an unknown cluster',
    ['trace', '$', '--from', 'east/web', 'http://cart/', '--locality', 'esat=us-south/zone1'],
    'error: MC222 Facts must be about a cluster whose manifests are given, but there is no cluster "esat". Did you mean "east"? The clusters are "east" and "west".',
  ],
  [
    'a gateway of an unknown cluster',
    ['trace', '$', '--from', 'east/web', 'http://cart/', '--gateway', 'north=192.0.2.1'],
    'error: MC222 The cluster behind the address "192.0.2.1" must be one whose manifests are given, but is "north". The clusters are "east" and "west".',
  ],
  [
    'a missing file of --mesh-config',
    ['trace', '$', '--from', 'east/web', 'http://cart/', '--mesh-config', '$/none.yaml'],
    'error: MC223 The file of --mesh-config must be readable, but "$/none.yaml" does not exist. Correct the path or the file.',
  ],
  [
    'a file of --mesh-config that is not YAML',
    ['trace', '$', '--from', 'east/web', 'http://cart/', '--mesh-config', '$/.hidden.yaml'],
    'error: MC223 The file of --mesh-config must be a map in YAML, but "$/.hidden.yaml" is not. Correct the path or the file.',
  ],
  [
    'two clusters with the same name',
    ['trace', '$/west.yaml', '$/west', '--from', 'east/web', 'http://cart/'],
    'error: MC224 Each cluster must have a name of its own, but "$/west.yaml" and "$/west" are both "west". Rename the folder or the file, or leave one of them out.',
  ],
  [
    'a URL without manifests',
    ['trace', '--from', 'east/web', 'http://cart/'],
    `error: MC227 A trace must get manifests, --from and a URL, but gets no manifests. ${EXAMPLE}`,
  ],
  [
    'manifests without a URL',
    ['trace', '$', '--from', 'east/web'],
    `error: MC227 A trace must get manifests, --from and a URL, but gets no URL. ${EXAMPLE}`,
  ],
  [
    'no caller',
    ['trace', '$', 'http://cart/'],
    `error: MC227 A trace must get manifests, --from and a URL, but gets no --from. ${EXAMPLE}`,
  ],
  [
    'no arguments',
    ['trace'],
    `error: MC227 A trace must get manifests, --from and a URL, but gets no manifests, --from or URL. ${EXAMPLE}`,
  ],
  [
    'a URL before the manifests',
    ['trace', 'http://cart/', '$', '--from', 'east/web'],
    `error: MC227 The URL must be the last argument, but "$" follows "http://cart/". ${EXAMPLE}`,
  ],
  [
    'a method in small letters',
    ['trace', '$', 'get', 'http://cart/', '--from', 'east/web'],
    `error: MC227 The method must be in capital letters, but is "get". Write GET.`,
  ],
  [
    'a method in small letters that is not well known',
    ['trace', '$', 'purge', 'http://cart/', '--from', 'east/web'],
    'error: MC227 The method must be in capital letters, but is "purge". Write PURGE.',
  ],
  [
    'two methods',
    ['trace', '$', 'GET', 'POST', 'http://cart/', '--from', 'east/web'],
    'error: MC227 A trace must get one method, but gets "GET" and "POST". Leave out one of them.',
  ],
  [
    'a header whose name has a space',
    ['trace', '$', '--from', 'east/web', 'http://cart/', '-H', 'x y: z'],
    'error: MC221 -H must have the name of a header before the colon, but has "x y". Run the command with --help.',
  ],
  [
    'a caller with too many parts',
    ['trace', '$', '--from', 'east/default/foo/web', 'http://cart/'],
    'error: MC210 The caller must be a cluster, a namespace if it is needed, and a workload, but "east/default/foo/web" has more parts. Write the cluster and the workload, such as cluster1/productpage.',
  ],
  [
    'two callers',
    ['trace', '$', '--from', 'east/web', '--from', 'east/cart', 'http://cart/'],
    'error: MC221 --from must be given once, but is given as "east/web" and as "east/cart". Run the command with --help.',
  ],
  [
    'two clusters behind one address',
    ['trace', '$', '--from', 'east/web', 'http://cart/', '--gateway', 'east=192.0.2.1', '--gateway', 'west=192.0.2.1'],
    'error: MC221 --gateway must say one thing of "192.0.2.1", but says "east" and "west". Run the command with --help.',
  ],
  [
    'two localities of a cluster',
    ['trace', '$', '--from', 'east/web', 'http://cart/', '--locality', 'east=a', '--locality', 'east=b'],
    'error: MC221 --locality must say one thing of "east", but says "a" and "b". Run the command with --help.',
  ],
  [
    'an option without its value',
    ['trace', '$', '--from'],
    `error: option '--from <cluster>/<workload>' argument missing\n${HELP}`,
  ],
  [
    'a misspelt --from',
    ['trace', '$', '--frm', 'east/web', 'http://cart/'],
    `error: unknown option '--frm'\n(Did you mean --from?)\n${HELP}`,
  ],
  [
    'an unknown command',
    ['trce'],
    "error: unknown command 'trce'\n(Did you mean trace?)\nSee 'multicluster --help' for help and examples.",
  ],
  [
    'an unknown option',
    ['trace', '$', '--from', 'east/web', '--jsn'],
    `error: unknown option '--jsn'\n(Did you mean --json?)\n${HELP}`,
  ],
])('exits with 2 for %s', (_, args, wanted) => {
  expect(ran(...args)).toMatchObject({ status: 2, out: '', err: wanted });
});

test.each([
  ['--gateway', 'west=192.0.2.1:15443', 'MC218'],
  ['--gateway', 'west=999.1.1.1', 'MC218'],
  ['--gateway', 'west=', 'MC221'],
  ['--locality', 'west=a/b/c/d', 'MC219'],
  ['--locality', 'west=', 'MC221'],
  ['--istio', '1.29', 'MC238'],
])('%s %s is %s', (option, pair, code) => {
  const { status, err } = ran('trace', '$', '--from', 'east/web', 'http://cart/', option, pair);
  expect([status, err]).toEqual([2, expect.stringMatching(`^error: ${code} `)]);
});

test('a caller whose cluster is a file in a folder, which is one cluster as a whole, hints at the files', () => {
  fs.writeFileSync(inFolder('east/cart.k8s.yaml'), WEST);
  const { status, err } = ran('trace', '$/east', '--from', 'cart/web', 'http://cart/');
  expect([status, err]).toEqual([
    2,
    'error: MC210 The caller "cart/web" must be in one of the clusters, but there is no cluster "cart". The only cluster is "east". To make each file a cluster, give the files in place of their folder: $/east/cart.k8s.yaml $/east/shop.yaml',
  ]);
});

test('an object of Kubernetes is no MeshConfig', () => {
  fs.writeFileSync(inFolder('.config.yaml'), 'apiVersion: v1\nkind: ConfigMap\ndata: { mesh: "" }\n');
  const { status, err } = ran('trace', '$', '--from', 'east/web', 'http://cart/', '--mesh-config', '$/.config.yaml');
  expect([status, err]).toEqual([2, expect.stringContaining('must be a MeshConfig')]);
});

test('every fault of the arguments has a code', () => {
  fs.mkdirSync(inFolder('empty'));
  expect(codesOf(() => readClusters([inFolder('empty')]))).toEqual(['MC220']);
  const options = { from: 'east/web', header: ['user'], without: [], gateway: ['east'], locality: [], color: false };
  expect(codesOf(() => readQuestion([inFolder(''), 'http://cart/'], options))).toEqual(['MC221']);
  expect(codesOf(() => readQuestion([inFolder('')], options))).toEqual(['MC227']);
  expect(codesOf(() => readFacts(options, ['east']))).toEqual(['MC221']);
  const meshConfig = inFolder('none.yaml');
  expect(codesOf(() => readFacts({ ...options, gateway: [], meshConfig }, ['east']))).toEqual(['MC223']);
  expect(codesOf(() => readClusters([inFolder('west.yaml'), inFolder('a/west')]))).toEqual(['MC224']);
});

test('several headers of one name are one, in any case', () => {
  const options = {
    from: 'east/web',
    header: ['A: 1', 'a:2', 'B: x:y'],
    without: [],
    gateway: [],
    locality: [],
    color: false,
  };
  expect(readQuestion([inFolder(''), 'http://cart/'], options).request.headers).toEqual({ a: '1,2', b: 'x:y' });
});
