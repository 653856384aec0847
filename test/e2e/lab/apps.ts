/**
 * Starts the program that stands for a container image: the lab has no images.
 * @module
 */
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Binaries } from '../binaries';
import { makeRoot } from './certificates';
import type { Host } from './network';

/** A program with its environment. */
export interface App {
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

/** The user of apps and of test requests. The sidecar would not see requests of the proxy's own user. */
export const APP_UID = 1000;

/** The port of every Bookinfo service. */
const PORT = 9080;

const STAND_IN = 'stand-in.cjs';

/** The program that sends many requests at once. */
export const LOAD = 'load.cjs';

/** The program that sends requests of many kinds. */
export const ASK = 'ask.cjs';

/** Copies the lab's own apps to a folder that other users can read, with a certificate for apps that serve TLS. */
export async function installApps(folder: string): Promise<void> {
  const { key, certificate } = await makeRoot(path.join(folder, 'tls'), 'Apps');
  for (const file of [STAND_IN, LOAD, ASK]) fs.copyFileSync(path.join(__dirname, file), path.join(folder, file));
  fs.copyFileSync(certificate, path.join(folder, 'tls-cert.pem'));
  fs.copyFileSync(key, path.join(folder, 'tls-key.pem'));
  fs.chmodSync(path.join(folder, 'tls-key.pem'), 0o644);
}

/** The program for an image, run in the folder of the apps; undefined for a gateway, which is only a proxy. */
export function appOf(image: string, { node, python, productpage, ratings }: Binaries, cwd: string): App | undefined {
  const [, service, version] = /examples-bookinfo-([a-z]+)-([\w.-]+):/.exec(image) ?? [];
  if (service === undefined || version === undefined) return undefined;
  switch (service) {
    case 'productpage':
      return { argv: [python, 'productpage.py', `${PORT}`], cwd: productpage, env: {} };
    case 'ratings':
      return { argv: [node, 'ratings.js', `${PORT}`], cwd: ratings, env: { SERVICE_VERSION: version } };
    default:
      return { argv: [node, STAND_IN], cwd, env: { SERVICE: service, VERSION: version } };
  }
}

/** What an app knows of its Pod. */
export interface AppPod {
  readonly name: string;
  /** The number of its cluster. Bookinfo shows the cluster's name. */
  readonly cluster: number;
  /** The ports that its containers declare; if they declare none, the app listens on Bookinfo's port. */
  readonly ports: readonly number[];
  /** The file that takes the app's output. */
  readonly log: string;
}

/** Starts an app. */
export function startApp({ argv, cwd, env }: App, host: Host, { name, cluster, ports, log }: AppPod): void {
  const podEnv = { HOSTNAME: name, CLUSTER_NAME: `cluster${cluster}`, PORTS: listening(ports).join() };
  host.start(argv, { log, cwd, uid: APP_UID, env: { ...podEnv, ...env } });
}

/** Whether an app listens on each of its ports. This is the lab's readiness probe. */
export async function isAppReady(host: Host, ports: readonly number[]): Promise<boolean> {
  const probes = listening(ports).map((port) => `</dev/tcp/127.0.0.1/${port}`);
  return host.run(['bash', '-c', probes.join(' && ')]).then(
    () => true,
    () => false,
  );
}

function listening(ports: readonly number[]): readonly number[] {
  return ports.length === 0 ? [PORT] : ports;
}
