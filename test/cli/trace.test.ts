/** @module Tests what the command `multicluster trace` prints, and its exit status. */
import * as fs from 'node:fs';
import { run } from '../../lib/cli/run';
import { EAST, inFolder, ran, WEST } from './shop';

test('prints what the rule says about copies, delays, time and retries', () => {
  const retries = '{ attempts: 3, perTryTimeout: 2s, retryOn: "5xx,reset" }';
  const fault = '{ delay: { fixedDelay: 5s, percentage: { value: 12.5 } } }';
  const rule = `  - timeout: 3s\n    fault: ${fault}\n    retries: ${retries}\n    mirror: { host: cart }\n    route: [{ destination: { host: cart } }]\n`;
  fs.writeFileSync(inFolder('east/shop.yaml'), EAST.replace(/ {2}- route:.*\n$/, rule));
  const { out } = ran('trace', '$', '--from', 'east/web', 'http://cart/');
  expect(out.split('\n').slice(-5)).toEqual([
    '└─ 200 east/cart-v1, as cart/ (100 %)',
    '   mirrored to cart.default.svc.cluster.local (100 %)',
    '   delayed by 5s (12.5 %)',
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

test('says that there is no response where nobody sends one', () => {
  const { status, out } = ran('trace', '$', '--from', 'east/web', 'http://nothing/');
  expect(out).toContain('└─ no response (100 %)');
  expect(status).toBe(1);
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

test('an abort with a status of gRPC is not served', () => {
  const rule = `  - fault: { abort: { grpcStatus: UNAVAILABLE, percentage: { value: 100 } } }\n    route: [{ destination: { host: cart } }]\n`;
  fs.writeFileSync(inFolder('east/shop.yaml'), EAST.replace(/ {2}- route:.*\n$/, rule));
  expect(ran('trace', '$', '--from', 'east/web', 'http://cart/').status).toBe(1);
});

test('colours are for terminals', () => {
  const out: string[] = [];
  const args = ['trace', inFolder(''), '--from', 'east/web', 'http://cart/'];
  const output = { hasColours: true, print: (text: string) => out.push(text), complain: () => undefined };
  run(args, output);
  run([...args, '--no-color'], output);
  expect(out.map((text) => text.includes('\u001b[32m200\u001b[0m'))).toEqual([true, false]);
});

test('a gateway whose address nothing has is noted', () => {
  const asked = (...more: readonly string[]): string =>
    ran('trace', '$', '--from', 'east/web', 'http://cart/', ...more).err;
  expect(asked('--gateway', 'west=192.0.2.1')).toBe(
    'note: Nothing in the manifests has the address 192.0.2.1 of the gateway of cluster "west".',
  );
});

test('says what it does not follow, and what it takes for granted', () => {
  fs.writeFileSync(
    inFolder('west.yaml'),
    `${WEST}---\napiVersion: networking.istio.io/v1alpha3\nkind: EnvoyFilter\nmetadata: { name: filter, namespace: default }\n---\n${EAST.slice(EAST.indexOf('apiVersion: apps'))}`,
  );
  expect(ran('trace', '$', '--from', 'east/web', 'http://cart/').err.split('\n')).toEqual([
    'warning: MC214 EnvoyFilter.networking.istio.io default/filter in cluster "west" may change where requests go, but a trace does not follow it. Look at what it does to the request, or ask the mesh itself. ($/west.yaml:5:1)',
    'note: The manifests of cluster "west" lack Namespace default. Pods there are assumed to get sidecars.',
  ]);
});
