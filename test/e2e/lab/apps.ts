/**
 * What runs in place of a container image, which the lab has none of.
 * @module
 */
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Binaries } from '../binaries';

/** A program with its environment. */
export interface App {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** The user of apps, as whom requests are sent too: those of the proxy's user are not redirected to it. */
export const APP_UID = 1000;

const STAND_IN = 'stand-in.cjs';

/** Copies the lab's own apps to where other users may read them. */
export function installApps(folder: string): void {
  fs.mkdirSync(folder, { recursive: true });
  fs.copyFileSync(path.join(__dirname, STAND_IN), path.join(folder, STAND_IN));
}

/** The program of an image, from the folder of the apps; undefined for a gateway, which is a proxy alone. */
export function appOf(image: string, { node }: Binaries, folder: string): App | undefined {
  const [, service, version] = /examples-bookinfo-([a-z]+)-(v\d+):/.exec(image) ?? [];
  if (service === undefined || version === undefined) return undefined;
  return { argv: [node, path.join(folder, STAND_IN)], env: { SERVICE: service, VERSION: version } };
}
