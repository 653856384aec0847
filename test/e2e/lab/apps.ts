/**
 * What runs in place of a container image, which the lab has none of.
 * @module
 */
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Binaries } from '../binaries';
import type { Host } from './network';

/** A program with its environment. */
export interface App {
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

/** The user of apps, as whom requests are sent too: those of the proxy's user are not redirected to it. */
export const APP_UID = 1000;

/** The port of every service of Bookinfo. */
const PORT = '9080';

const STAND_IN = 'stand-in.cjs';

/** The program that sends many requests at once. */
export const LOAD = 'load.cjs';

/** Copies the lab's own apps to where other users may read them. */
export function installApps(folder: string): void {
  fs.mkdirSync(folder, { recursive: true });
  for (const file of [STAND_IN, LOAD]) fs.copyFileSync(path.join(__dirname, file), path.join(folder, file));
}

/** The program of an image, from the folder of the apps; undefined for a gateway, which is a proxy alone. */
export function appOf(image: string, { node, python, productpage, ratings }: Binaries, cwd: string): App | undefined {
  const [, service, version] = /examples-bookinfo-([a-z]+)-(v\d+):/.exec(image) ?? [];
  if (service === undefined || version === undefined) return undefined;
  switch (service) {
    case 'productpage':
      return { argv: [python, 'productpage.py', PORT], cwd: productpage, env: {} };
    case 'ratings':
      return { argv: [node, 'ratings.js', PORT], cwd: ratings, env: { SERVICE_VERSION: version } };
    default:
      return { argv: [node, STAND_IN], cwd, env: { SERVICE: service, VERSION: version } };
  }
}

/** The Pod of an app, as far as the app knows it. */
export interface AppPod {
  readonly name: string;
  /** Number of its cluster, whose name Bookinfo shows. */
  readonly cluster: number;
  /** The file that takes the app's output. */
  readonly log: string;
}

/** Starts an app. */
export function startApp({ argv, cwd, env }: App, host: Host, { name, cluster, log }: AppPod): void {
  const podEnv = { HOSTNAME: name, CLUSTER_NAME: `cluster${cluster}` };
  host.start(argv, { log, cwd, uid: APP_UID, env: { ...podEnv, ...env } });
}

/** Whether an app listens, as a readiness probe asks. */
export async function isAppReady(host: Host): Promise<boolean> {
  return host.run(['bash', '-c', `</dev/tcp/127.0.0.1/${PORT}`]).then(
    () => true,
    () => false,
  );
}
