/**
 * Waits until gateways know the Pods that they expose. A Pod is ready before its gateway knows, and a caller whose request fails
 * for that reason ejects the gateway for a while.
 * @module
 */
import type { KubeObject as LiveObject } from '../lab/kube-api';
import { eventually, lab } from './lab';
import type { KubeObject } from './objects';
import { served } from './proxies';

interface GatewaySpec {
  readonly selector: Readonly<Record<string, string>>;
  readonly servers: readonly { readonly tls?: { readonly mode: string }; readonly hosts: readonly string[] }[];
}

interface Service extends LiveObject {
  readonly spec: { readonly ports: readonly { readonly port: number }[] };
}

interface EndpointSlice extends LiveObject {
  readonly endpoints:
    readonly { readonly addresses: readonly string[]; readonly conditions: { readonly ready?: boolean } }[] | null;
}

/** The addresses of the ready Pods of Services, by the Envoy cluster that gateways have for each of their ports. */
type Exposed = Readonly<Record<string, readonly string[]>>;

/** Waits until the gateways of a cluster know all ready Pods of the hosts that these objects expose there. */
export async function exposed(cluster: number, objects: readonly KubeObject[]): Promise<void> {
  const gateways = objects.filter(({ kind }) => kind === 'Gateway').map(({ spec }) => spec as GatewaySpec);
  await Promise.all(
    gateways.map(async ({ selector, servers }) => {
      const exposing = servers.filter(({ tls }) => tls?.mode === 'AUTO_PASSTHROUGH');
      const hosts = exposing.flatMap((server) => server.hosts).map((host) => host.split('/')[1] ?? '');
      if (hosts.length === 0) return;
      const pods = await lab.pods(cluster, selector);
      expect(pods).not.toEqual([]);
      await eventually(async () => {
        const wanted = await readyAddresses(cluster, hosts);
        for (const pod of pods) {
          const known = await served(pod);
          const names = Object.keys(wanted);
          expect(Object.fromEntries(names.map((name) => [name, [...(known.get(name) ?? [])].sort()]))).toEqual(wanted);
        }
      });
    }),
  );
}

/** The addresses of the ready Pods of some hosts. A gateway may still know ports that a Service has lost. */
async function readyAddresses(cluster: number, hosts: readonly string[]): Promise<Exposed> {
  const api = lab.api(cluster);
  const [services, slices] = await Promise.all([
    api.list<Service>('/api/v1/services'),
    api.list<EndpointSlice>('/apis/discovery.k8s.io/v1/endpointslices'),
  ]);
  const entries = hosts.flatMap((host) => {
    const [name = '', space = ''] = host.split('.');
    const { spec } = services.find(({ metadata }) => metadata.name === name && metadata.namespace === space) ?? {};
    if (spec === undefined) throw new Error(`cluster${cluster} has no Service ${space}/${name}`);
    const addresses = slices
      .filter(({ metadata: { namespace, labels = {} } }) => namespace === space && labels[SERVICE_NAME] === name)
      .flatMap(({ endpoints }) => endpoints ?? [])
      .flatMap((endpoint) => (endpoint.conditions.ready === true ? endpoint.addresses : []));
    return spec.ports.map(({ port }) => [`outbound_.${port}_._.${host}`, [...new Set(addresses)].sort()] as const);
  });
  return Object.fromEntries(entries);
}

const SERVICE_NAME = 'kubernetes.io/service-name';
