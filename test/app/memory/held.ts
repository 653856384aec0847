/**
 * A program that writes clusters with a large ConfigMap of users each, and prints how many large texts are held whenever the next
 * one is asked for: `node --expose-gc --import tsx held.ts <output folder>`.
 * @module
 */
import { ApiObject, Chart, Lazy } from 'cdk8s';
import { bookinfoContainer, ClusterApp, ClusterChart, type ClusterPlan, SniAddressing } from '../../../lib';
import { threeClusters } from '../../support/meshes';

/** The bytes of a large text, much more than everything else that a cluster has. */
const LARGE = 32 * 2 ** 20;

/** The bytes that are held. */
function held(): number {
  // JavaScript holds the text of the last match
  /./.exec('a');
  if (globalThis.gc === undefined) throw new Error('The program needs --expose-gc.');
  globalThis.gc();
  return process.memoryUsage().heapUsed;
}

function appOf(plan: ClusterPlan, outdir: string): ClusterApp {
  const app = new ClusterApp({ name: 'shop', plan, outdir });
  new ClusterChart(app, 'mesh', { container: bookinfoContainer });
  const metadata = { name: 'large' };
  const data: unknown = Lazy.any({ produce: () => ({ text: plan.cluster.name.repeat(LARGE) }) });
  new ApiObject(new Chart(app, 'own'), 'large', { apiVersion: 'v1', kind: 'ConfigMap', metadata, data });
  return app;
}

const [, , outdir = ''] = process.argv;
const { clusters } = threeClusters().mesh.plan(new SniAddressing());
const measured: number[] = [];

function* apps(): Generator<ClusterApp> {
  for (const plan of clusters) {
    measured.push(held());
    yield appOf(plan, outdir);
  }
  measured.push(held());
}

ClusterApp.synthAll(apps(), { quiet: true });
const [before = 0, ...after] = measured;
// a large text is held or not, so a part of one is neither
console.log(JSON.stringify(after.map((bytes) => Math.round((bytes - before) / LARGE))));
