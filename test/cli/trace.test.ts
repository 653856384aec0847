/** @module Tests the command `multicluster trace`: what it prints, and its exit status. */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { readClusters } from '../../lib/cli/clusters';
import { run } from '../../lib/cli/run';
import { readFacts, readQuestion } from '../../lib/cli/trace/options';
import { version } from '../../package.json';
import { codesOf } from '../support/issues';
import { temporaryFolder } from '../support/written';

let folder = '';
beforeEach(() => {
  folder = temporaryFolder();
  fs.mkdirSync(path.join(folder, 'east'));
  fs.writeFileSync(path.join(folder, 'east/shop.yaml'), EAST);
  fs.writeFileSync(path.join(folder, 'west.yaml'), WEST);
  fs.writeFileSync(path.join(folder, '.hidden.yaml'), 'not: [manifests');
});
afterEach(() => {
  fs.rmSync(folder, { recursive: true });
});

const EAST = `apiVersion: v1
kind: Namespace
metadata: { name: default, labels: { istio-injection: enabled } }
---
apiVersion: v1
kind: Service
metadata: { name: cart, namespace: default }
spec: { selector: { app: cart }, ports: [{ name: http, port: 80 }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web-v1, namespace: default }
spec: { template: { metadata: { labels: { app: web } }, spec: { containers: [] } } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: cart-v1, namespace: default }
spec: { template: { metadata: { labels: { app: cart, version: v1 } }, spec: { containers: [] } } }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: default }
spec:
  hosts: [cart]
  http:
  - match: [{ headers: { user: { exact: jason } } }]
    route:
    - { destination: { host: cart }, weight: 75 }
    - { destination: { host: cart.default.global }, weight: 25 }
  - route: [{ destination: { host: cart } }]
`;
const WEST = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: nothing, namespace: default }\n';

/** Runs the command, and answers its exit status and what it prints. Places in files start from the folder. */
function ran(...args: readonly string[]): { readonly status: number; readonly out: string; readonly err: string } {
  const [out, err]: [string[], string[]] = [[], []];
  const status = run(
    args.map((arg) => arg.replace('$', folder)),
    { hasColours: false, print: (text) => out.push(text), complain: (text) => err.push(text) },
  );
  const shown = (lines: readonly string[]): string => lines.join('\n').replaceAll(folder, '$');
  return { status, out: shown(out), err: shown(err) };
}

test('prints what the rule says about copies, time and retries', () => {
  const retries = '{ attempts: 3, perTryTimeout: 2s, retryOn: "5xx,reset" }';
  const rule = `  - timeout: 3s\n    retries: ${retries}\n    mirror: { host: cart }\n    route: [{ destination: { host: cart } }]\n`;
  fs.writeFileSync(path.join(folder, 'east/shop.yaml'), EAST.replace(/ {2}- route:.*\n$/, rule));
  const { out } = ran('trace', '$', '--from', 'east/web', 'http://cart/');
  expect(out.split('\n').slice(-4)).toEqual([
    '└─ 200 east/cart-v1, as cart/ (100 %)',
    '   mirrored to cart.default.svc.cluster.local (100 %)',
    '   timeout 3s',
    '   at most 3 retries after 5xx, reset, 2s for each try',
  ]);
});

test('prints the way of a request as a tree, whose branches say how they end', () => {
  const { status, out, err } = ran(
    'trace',
    '$',
    '--from',
    'east/web',
    'POST',
    'http://cart/items',
    '-H',
    'user: jason',
  );
  expect(out).toMatchInlineSnapshot(`
   "POST http://cart/items from east/web
   │  caller        web-v1 in east                                   $/east/shop.yaml:10:1
   │  virtual host  cart.default.svc.cluster.local                   $/east/shop.yaml:24:3
   │  rule          rule 1, match 1                                  $/east/shop.yaml:26:13
   ├─ 75 % weight 75 of 100                                          $/east/shop.yaml:28:7
   │  │  destination   cart.default.svc.cluster.local:80             $/east/shop.yaml:8:1
   │  │  endpoint      Pods of cart-v1, port 80                      $/east/shop.yaml:15:1
   │  │  workload      cart-v1, version v1                           $/east/shop.yaml:15:1
   │  └─ 200 east/cart-v1, as cart/items (75 %)
   └─ 25 % weight 25 of 100                                          $/east/shop.yaml:29:7
      └─ 503 NC (25 %)
         No Service and no ServiceEntry of cluster east has the host cart.default.global.
         Apply the ServiceEntry or the Service, or correct the host of the destination."
  `);
  expect([status, err]).toEqual([1, '']);
});

test('exits with 0 if every outcome is served', () => {
  expect(ran('trace', '$', '--from', 'east/web', 'http://cart/')).toMatchObject({ status: 0, err: '' });
});

test('prints JSON', () => {
  const { out } = ran('trace', '$', '--from', 'east/web', 'http://cart/items', '--json');
  expect(JSON.parse(out)).toEqual({
    outcomes: [
      {
        probability: 1,
        status: 200,
        cluster: 'east',
        namespace: 'default',
        workload: 'cart-v1',
        version: 'v1',
        path: '/items',
        host: 'cart',
        hops: expect.arrayContaining([
          {
            kind: 'rule',
            cluster: 'east',
            text: 'rule 2, for all requests',
            object: 'VirtualService.networking.istio.io default/cart',
            at: '$/east/shop.yaml:30:5',
            share: 1,
          },
        ]) as unknown,
      },
    ],
  });
});

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
  for (const each of ['flat', 'prod.eu', 'one', 'one/base']) fs.mkdirSync(path.join(folder, each));
  for (const each of ['flat/shop.k8s.yaml', 'prod.eu/web.yaml', 'prod.eu/cart.yaml', 'one/base/all.yaml', 'one/.git'])
    fs.writeFileSync(path.join(folder, each), WEST);
  const { clusters } = readClusters([given.replace('$', folder)]);
  expect(clusters.map((each) => each.name)).toEqual([name]);
});

test('colours are for terminals', () => {
  const out: string[] = [];
  const args = ['trace', folder, '--from', 'east/web', 'http://cart/'];
  const output = { hasColours: true, print: (text: string) => out.push(text), complain: () => undefined };
  run(args, output);
  run([...args, '--no-color'], output);
  expect(out.map((text) => text.includes('\u001b[32m200\u001b[0m'))).toEqual([true, false]);
});

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

test('exits with 2 for YAML that cannot be read, and says where', () => {
  fs.writeFileSync(path.join(folder, 'west.yaml'), `${WEST}---\nkind: [\n`);
  const { status, err } = ran('trace', '$', '--from', 'east/web', 'http://cart/');
  expect(status).toBe(2);
  expect(err).toMatch(/^error: MC20\d .* \(\$\/west\.yaml:6:1\)$/);
});

test('a link whose target is missing is an error with the path', () => {
  fs.symlinkSync('nowhere.yaml', path.join(folder, 'north.yaml'));
  fs.symlinkSync('nowhere', path.join(folder, 'ignored'));
  const { status, err } = ran('trace', '$', '--from', 'east/web', 'http://cart/');
  expect(status).toBe(2);
  expect(err).toBe(
    'error: MC205 Manifests must be readable, but "$/north.yaml" does not exist. Correct the path. ($/north.yaml)',
  );
});

test('a link to a folder that it is in is not followed', () => {
  fs.symlinkSync('.', path.join(folder, 'east/loop'));
  expect(ran('trace', '$', '--from', 'east/web', 'http://cart/')).toMatchObject({ status: 0, err: '' });
});

test('a gateway whose address nothing has is noted', () => {
  const asked = (...more: readonly string[]): string =>
    ran('trace', '$', '--from', 'east/web', 'http://cart/', ...more).err;
  expect(asked('--gateway', 'west=192.0.2.1')).toBe(
    'note: Nothing in the manifests has the address 192.0.2.1 of the gateway of cluster "west".',
  );
});

test('a document that is not an object is a warning', () => {
  fs.writeFileSync(path.join(folder, 'west.yaml'), `${WEST}---\nreplicas: 2\n`);
  expect(ran('trace', '$', '--from', 'east/web', 'http://cart/')).toMatchObject({
    status: 0,
    err: 'warning: MC201 An object must have "apiVersion" and "kind", but this has no "apiVersion" or "kind". Remove the document, or give it the "apiVersion" and the "kind" of an object. ($/west.yaml:5:1)',
  });
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
  expect(readQuestion([folder, 'http://cart/'], options).request.headers).toEqual({ a: '1,2', b: 'x:y' });
});

test('says what it does not follow, and what it takes for granted', () => {
  fs.writeFileSync(
    path.join(folder, 'west.yaml'),
    `${WEST}---\napiVersion: networking.istio.io/v1alpha3\nkind: EnvoyFilter\nmetadata: { name: filter, namespace: default }\n---\n${EAST.slice(EAST.indexOf('apiVersion: apps'))}`,
  );
  expect(ran('trace', '$', '--from', 'east/web', 'http://cart/').err.split('\n')).toEqual([
    'warning: MC214 EnvoyFilter.networking.istio.io default/filter in cluster "west" may change where requests go, but a trace does not follow it. Look at what it does to the request, or ask the mesh itself. ($/west.yaml:5:1)',
    'note: The manifests of cluster "west" lack Namespace default. Pods there are assumed to get sidecars.',
  ]);
});

test('every fault of the arguments has a code', () => {
  fs.mkdirSync(path.join(folder, 'empty'));
  expect(codesOf(() => readClusters([path.join(folder, 'empty')]))).toEqual(['MC220']);
  const options = { from: 'east/web', header: ['user'], without: [], gateway: ['east'], locality: [], color: false };
  expect(codesOf(() => readQuestion([folder, 'http://cart/'], options))).toEqual(['MC221']);
  expect(codesOf(() => readQuestion([folder], options))).toEqual(['MC227']);
  expect(codesOf(() => readFacts(options, ['east']))).toEqual(['MC221']);
  const meshConfig = path.join(folder, 'none.yaml');
  expect(codesOf(() => readFacts({ ...options, gateway: [], meshConfig }, ['east']))).toEqual(['MC223']);
  expect(codesOf(() => readClusters([path.join(folder, 'west.yaml'), path.join(folder, 'a/west')]))).toEqual(['MC224']);
});

test('tells the version of the package', () => {
  expect(ran('--version')).toEqual({ status: 0, err: '', out: version });
});

test('help is no error', () => {
  expect(ran('--help')).toMatchObject({ status: 0, err: '', out: expect.stringContaining('trace') as string });
  expect(ran('trace', '--help').out).toContain('multicluster trace dist/bookinfo --from cluster1/productpage');
});

test('every example of the help has a caller that is marked as required, and no default is printed', () => {
  const { out } = ran('trace', '--help');
  const examples = out.split('\n').filter((line) => line.startsWith('  multicluster'));
  expect(examples).toHaveLength(4);
  for (const example of examples) expect(example).toContain('--from cluster1/');
  expect(out).toMatch(/--from <cluster>\/<workload> +the caller \(required\)/);
  expect(out).not.toContain('default');
});

test('an abort with a status of gRPC is not served', () => {
  const rule = `  - fault: { abort: { grpcStatus: UNAVAILABLE, percentage: { value: 100 } } }\n    route: [{ destination: { host: cart } }]\n`;
  fs.writeFileSync(path.join(folder, 'east/shop.yaml'), EAST.replace(/ {2}- route:.*\n$/, rule));
  expect(ran('trace', '$', '--from', 'east/web', 'http://cart/').status).toBe(1);
});

test('an object of Kubernetes is no MeshConfig', () => {
  fs.writeFileSync(path.join(folder, '.config.yaml'), 'apiVersion: v1\nkind: ConfigMap\ndata: { mesh: "" }\n');
  const { status, err } = ran('trace', '$', '--from', 'east/web', 'http://cart/', '--mesh-config', '$/.config.yaml');
  expect([status, err]).toEqual([2, expect.stringContaining('must be a MeshConfig')]);
});

test.each([
  ['--gateway', 'west=192.0.2.1:15443', 'MC218'],
  ['--gateway', 'west=999.1.1.1', 'MC218'],
  ['--gateway', 'west=', 'MC221'],
  ['--locality', 'west=a/b/c/d', 'MC219'],
  ['--locality', 'west=', 'MC221'],
])('%s %s is %s', (option, pair, code) => {
  const { status, err } = ran('trace', '$', '--from', 'east/web', 'http://cart/', option, pair);
  expect([status, err]).toEqual([2, expect.stringMatching(`^error: ${code} `)]);
});
