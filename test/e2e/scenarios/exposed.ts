/**
 * Waits until gateways know the Pods that they expose. A Pod is ready before its gateway knows, and a caller whose request fails
 * for that reason ejects the gateway for a while.
 * @module
 */
import { eventually, lab } from './lab';
import type { KubeObject } from './objects';
import { servedBy } from './proxies';

interface GatewaySpec {
  readonly selector: Readonly<Record<string, string>>;
  readonly servers: readonly { readonly tls?: { readonly mode: string }; readonly hosts: readonly string[] }[];
}

/** Waits until the gateways of a cluster know all ready Pods of the hosts that these objects expose there. */
export async function exposed(cluster: number, objects: readonly KubeObject[]): Promise<void> {
  for (const { kind, spec } of objects) {
    if (kind !== 'Gateway') continue;
    const { selector, servers } = spec as GatewaySpec;
    const exposing = servers.filter(({ tls }) => tls?.mode === 'AUTO_PASSTHROUGH');
    const gateways = await lab.pods(cluster, selector);
    if (exposing.length > 0) expect(gateways).not.toEqual([]);
    for (const host of exposing.flatMap(({ hosts }) => hosts)) {
      const [, name = ''] = host.split('/');
      await eventually(async () => {
        const ready = await readyAddresses(cluster, name);
        for (const gateway of gateways) {
          const ports = await servedBy(gateway, name);
          expect(ports.length).toBeGreaterThan(0);
          for (const addresses of ports) expect([...addresses].sort()).toEqual(ready);
        }
      });
    }
  }
}

/** The addresses of the ready Pods of a Service, which is given by its host. */
async function readyAddresses(cluster: number, host: string): Promise<readonly string[]> {
  const [service = '', namespace = ''] = host.split('.');
  const query = 'jsonpath={.items[*].endpoints[?(@.conditions.ready==true)].addresses[0]}';
  const selector = `kubernetes.io/service-name=${service}`;
  const found = await lab.kubectl(cluster, ['-n', namespace, 'get', 'endpointslices', '-l', selector, '-o', query]);
  return found.split(' ').filter(Boolean).sort();
}
