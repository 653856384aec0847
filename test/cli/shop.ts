/** @module Runs the command on the manifests of two small clusters, in a folder of each test's own. */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { run } from '../../lib/cli/run';
import { temporaryFolder } from '../support/written';

/** The manifests of the cluster east: web calls cart, and a quarter of jason's requests go to a host that nothing has. */
export const EAST = `apiVersion: v1
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
/** Those of the cluster west, which has no workloads. */
export const WEST = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: nothing, namespace: default }\n';

let folder = '';
beforeEach(() => {
  folder = temporaryFolder();
  fs.mkdirSync(path.join(folder, 'east'));
  fs.writeFileSync(inFolder('east/shop.yaml'), EAST);
  fs.writeFileSync(inFolder('west.yaml'), WEST);
  fs.writeFileSync(inFolder('.hidden.yaml'), 'not: [manifests');
});
afterEach(() => {
  fs.rmSync(folder, { recursive: true });
});

/** A path in the folder of the test. */
export function inFolder(file: string): string {
  return path.join(folder, file);
}

/** Runs the command, and answers its exit status and what it prints. `$` stands for the folder. */
export function ran(...args: readonly string[]): {
  readonly status: number;
  readonly out: string;
  readonly err: string;
} {
  const [out, err]: [string[], string[]] = [[], []];
  const status = run(
    args.map((arg) => arg.replace('$', folder)),
    { hasColours: false, print: (text) => out.push(text), complain: (text) => err.push(text) },
  );
  const shown = (lines: readonly string[]): string => lines.join('\n').replaceAll(folder, '$');
  return { status, out: shown(out), err: shown(err) };
}
