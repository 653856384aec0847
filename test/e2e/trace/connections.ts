/**
 * Closes connections, because an open one outlives the configuration that allowed it.
 * @module
 */
import { namespaces } from '../lab/network';
import { run } from '../lab/shell';
import { place } from '../scenarios/lab';
import { NAMESPACES } from './world';

/** Closes all connections from proxies of workloads and gateways, other than those to control planes. */
export async function closeConnections(): Promise<void> {
  const machines = [...NAMESPACES, 'istio-system'].map((name) => new RegExp(`^${place.prefix}-c\\d-${name}\\.`));
  const own = (await namespaces()).filter((name) => machines.some((each) => each.test(name)));
  const such = 'state established ( dport != :15012 and not dst 127.0.0.0/8 )'.split(' ');
  for (const name of own) await run('ip', ['netns', 'exec', name, 'ss', '--kill', '--tcp', ...such]);
}
