/**
 * Waits until all proxies have what was applied.
 * @module
 */
import { controlPlaneAddress } from '../lab/addresses';
import { Host } from '../lab/network';
import { until } from '../lab/shell';
import { place } from '../scenarios/lab';
import { CLUSTERS } from './world';

/** How many probes in a row must find nothing new. Control planes wait 0.1 s for further changes. */
const QUIET = 5;

/** How many probes in a row must find nothing new if a proxy has not accepted something: then it has rejected it. */
const LONG_QUIET = 15;

/** Waits until the control planes have exactly the objects of Istio with these uids, and all proxies have accepted their configuration. */
export async function settled(uids: ReadonlyMap<number, ReadonlySet<string>>): Promise<void> {
  await Promise.all(
    CLUSTERS.map(async (cluster) => {
      const wanted = uids.get(cluster) ?? new Set<string>();
      await until(`the control plane of cluster${cluster} to have what was applied`, 20, async () => {
        const known = (await debug(cluster, 'debug/configz')).match(/(?<="uid":")[^"]+/g) ?? [];
        return known.length === wanted.size && known.every((uid) => wanted.has(uid));
      });
    }),
  );
  await Promise.all(CLUSTERS.map(quiet));
}

/** Waits until a control plane sends nothing more, and the proxies have accepted what it sent. */
async function quiet(cluster: number): Promise<void> {
  let [before, unchanged] = ['', 0];
  await until(`the proxies of cluster${cluster}`, 30, async () => {
    const now = (await debug(cluster, 'metrics', 15014))
      .split('\n')
      .filter((line) => /^pilot_(inbound_updates|xds_pushes|services|k8s_reg_events)/.test(line))
      .join();
    unchanged = now === before ? unchanged + 1 : 0;
    before = now;
    return unchanged >= LONG_QUIET || (unchanged >= QUIET && (await isAccepted(cluster)));
  });
}

/** Whether proxies have accepted all that was sent: `cluster_sent`, `listener_sent`, and so on. */
async function isAccepted(cluster: number): Promise<boolean> {
  const states = JSON.parse(await debug(cluster, 'debug/syncz')) as readonly Readonly<Record<string, unknown>>[];
  return states.every((state) =>
    ['cluster', 'listener', 'route', 'endpoint'].every((kind) => state[`${kind}_sent`] === state[`${kind}_acked`]),
  );
}

/** How often proxies have rejected what a control plane sent. */
export async function rejected(cluster: number): Promise<number> {
  const lines = (await debug(cluster, 'metrics', 15014))
    .split('\n')
    .filter((line) => line.startsWith('pilot_total_xds_rejects'));
  return lines.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
}

function debug(cluster: number, path: string, port = 8080): Promise<string> {
  const host = new Host(`${place.prefix}-c${cluster}`, controlPlaneAddress(cluster));
  return host.run(['curl', '-fsS', `http://127.0.0.1:${port}/${path}`]);
}
