/**
 * Stands in for kube-proxy on the machines of callers: what their proxies send to the address of a Service, without choosing a Pod
 * themselves, goes to one of its Pods.
 * @module
 */
import { Host, namespaces } from '../lab/network';
import { place } from '../scenarios/lab';
import { backendsIn } from './names';
import { NAMESPACES } from './world';

const CHAIN = 'LAB-SERVICES';

/** Lets the machines of callers forward the addresses of the Services that a cluster has now. */
export async function forwardServices(cluster: number): Promise<void> {
  const backends = await backendsIn(cluster);
  const rules = backends.flatMap(({ address, port, targets }) =>
    targets.map((target, index) => {
      const match = `-p tcp -d ${address} --dport ${port}`;
      const share = `-m statistic --mode random --probability ${1 / (targets.length - index)}`;
      return `-A ${CHAIN} ${match} ${share} -j DNAT --to-destination ${target}`;
    }),
  );
  // as kube-proxy does for Services without Pods
  const refusals = backends
    .filter(({ targets }) => targets.length === 0)
    .map(({ address, port }) => `-A ${CHAIN} -p tcp -d ${address} --dport ${port} -j REJECT`);
  const callers = NAMESPACES.map((namespace) => `${place.prefix}-c${cluster}-${namespace}.`);
  const machines = (await namespaces()).filter((name) => callers.some((each) => name.startsWith(each)));
  const tables = { nat: rules, filter: refusals };
  for (const name of machines)
    for (const [table, own] of Object.entries(tables)) await setChain(new Host(name, ''), table, own);
}

/** Replaces the rules of the chain, and lets what leaves the machine pass it, behind the rules of the sidecar. */
async function setChain(host: Host, table: string, rules: readonly string[]): Promise<void> {
  const input = [`*${table}`, `:${CHAIN} - [0:0]`, ...rules, 'COMMIT', ''].join('\n');
  await host.run(['iptables-restore', '--noflush'], { input });
  const jump = ['OUTPUT', '-j', CHAIN];
  await host
    .run(['iptables', '-t', table, '-C', ...jump])
    .catch(() => host.run(['iptables', '-t', table, '-A', ...jump]));
}
