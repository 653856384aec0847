/**
 * Bookinfo in the lab, and what scenarios do to it.
 * @module
 */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseAllDocuments } from 'yaml';
import { type Answer, LabClient, type LabPlace } from '../lab/client';
import { until } from '../lab/shell';

const place = JSON.parse(fs.readFileSync(process.env['E2E_LAB'] ?? '', 'utf8')) as LabPlace;
const ROUTING = ['ServiceEntry', 'WorkloadEntry', 'DestinationRule', 'VirtualService', 'Gateway'];

/** The lab. */
export const lab = new LabClient(place);

/** An object of the networking API. */
export interface RoutingObject {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly spec: object;
}

/** The routing objects that an app's synth wrote for a cluster. */
export function routingOf(app: 'bookinfo' | 'article-2019', cluster: number): readonly RoutingObject[] {
  const folder = path.join(place.folder, 'dist', app, `cluster${cluster}`);
  const texts = fs.readdirSync(folder).map((file) => fs.readFileSync(path.join(folder, file), 'utf8'));
  const objects = texts.flatMap((text) => parseAllDocuments(text)).map((document) => document.toJS() as RoutingObject);
  return objects.filter(({ kind }) => ROUTING.includes(kind));
}

/** Leaves each cluster with these routing objects and no others, and a caller with fresh connections. */
export async function route(objects: Readonly<Record<number, readonly object[]>>): Promise<void> {
  for (const [cluster, items] of Object.entries(objects)) {
    const kinds = ROUTING.map((kind) => `${kind.toLowerCase()}.networking.istio.io`).join(',');
    await lab.kubectl(Number(cluster), ['delete', kinds, '--all', '-A', '--wait']);
    await lab.kubectl(Number(cluster), ['apply', '-f', '-'], JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
  }
  await freshCaller();
}

/** Replaces the Pod of productpage: connections to a gateway outlive the configuration that let them through. */
async function freshCaller(): Promise<void> {
  await lab.kubectl(1, ['delete', 'pod', '-l', 'app=productpage', '--wait']);
  const query = ['get', 'deployment', 'productpage-v1', '-o', 'jsonpath={.status.readyReplicas}'];
  await until('a fresh productpage', 60, async () => (await lab.kubectl(1, query)) === '1');
  await sleep(1000);
}

/** Asks for reviews from productpage. */
export function askReviews(count: number, user?: string): Promise<readonly Answer[]> {
  const headers: Record<string, string> = user === undefined ? {} : { 'end-user': user };
  return lab.ask({ from: [1, 'productpage'], url: 'http://reviews:9080/reviews/0', headers, count });
}

/** How often each version answered; what is no 200 counts by its status. */
export function byVersion(answers: readonly Answer[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { status, body } of answers) {
    const key = status === 200 ? (body.version ?? 'unknown') : String(status);
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
}
