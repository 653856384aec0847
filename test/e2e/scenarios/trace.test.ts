/** @module Compares traces with what real proxies do, in configurations that are drawn at random. */
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { MeshWorld } from '../../trace/transcripts/transcript';
import { setAside } from '../trace/aside';
import { compared } from '../trace/compared';
import { drawConfiguration } from '../trace/draw';
import { meshWorld } from '../trace/mesh-world';
import { tellProxies } from '../trace/names';
import { startOutside, stopOutside } from '../trace/outside';
import { become } from '../trace/round';
import { CLUSTERS, workloadsIn } from '../trace/world';
import { lab, place } from './lab';

/** The seed of this run, and how many configurations it draws. */
const SEED = Number(process.env['E2E_SEED'] ?? 0);
const COUNT = Number(process.env['E2E_MESHES'] ?? 3);

const transcripts = path.join(place.folder, 'transcripts.jsonl');
const totals = { requests: 0, sent: 0, refused: 0, rejections: 0, disagreements: 0 };
let bringBack: () => Promise<void>;
let world: MeshWorld;

beforeAll(async () => {
  bringBack = await setAside();
  await Promise.all(
    CLUSTERS.map(async (cluster) => {
      for (const object of workloadsIn(cluster)) await lab.api(cluster).apply(object);
      await lab.ready(cluster);
    }),
  );
  await tellProxies();
  await startOutside();
  world = await meshWorld();
  fs.writeFileSync(transcripts, `${JSON.stringify(world)}\n`);
});

afterAll(async () => {
  console.log(`${COUNT} configurations: ${JSON.stringify(totals)}`);
  try {
    await become({ clusters: [] });
    await stopOutside();
    for (const cluster of CLUSTERS)
      for (const object of workloadsIn(cluster)) if (object.kind !== 'Namespace') await lab.api(cluster).delete(object);
  } finally {
    await bringBack();
  }
});

const numbers = Array.from({ length: COUNT }, (_, index) => index + 1);

test.each(numbers)(`seed ${SEED}: traces are right in configuration %i`, async (number) => {
  const { transcript, disagreements, refused, rejections, sent } = await compared(
    drawConfiguration(SEED * 1000 + number),
    world,
  );
  fs.appendFileSync(transcripts, `${JSON.stringify(transcript)}\n`);
  totals.requests += transcript.asked.length;
  totals.sent += sent;
  totals.refused += refused;
  totals.rejections += rejections;
  totals.disagreements += disagreements.length;
  expect(disagreements).toEqual([]);
});
