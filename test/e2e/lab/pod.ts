/**
 * A Pod as the API server has it, and what a kubelet gives its machine of that.
 * @module
 */
import * as os from 'node:os';
import { controlPlaneAddress, gatewayAddress, gatewayName } from './addresses';
import type { KubeObject } from './kube-api';
import type { Host } from './network';

/** Asks for a fixed address, as a load balancer gives a gateway. */
export const ADDRESS_ANNOTATION = 'lab/address';

/** A Pod, as far as the lab reads it. */
export interface Pod extends KubeObject {
  readonly spec: {
    readonly nodeName?: string;
    readonly serviceAccountName?: string;
    readonly containers: readonly {
      readonly name: string;
      readonly image: string;
      readonly ports?: readonly { readonly containerPort: number; readonly hostPort?: number }[];
    }[];
  };
}

/** The clusters of a lab, as one of them sees them. */
interface EtcPlace {
  readonly cluster: number;
  readonly others: readonly number[];
}

/** The files in /etc of a Pod of a cluster. */
export function etcOf(
  { metadata: { namespace } }: Pod,
  { cluster, others }: EtcPlace,
  address: string,
): Record<string, string> {
  const hosts = {
    '127.0.0.1': 'localhost',
    // network namespaces share the machine's name, which Python looks up before it listens
    [address]: os.hostname(),
    [controlPlaneAddress(cluster)]: 'istiod.istio-system.svc',
    // in place of a DNS server outside of the clusters
    ...Object.fromEntries(others.map((other) => [gatewayAddress(other, 'eastwest'), gatewayName(other)])),
  };
  const search = [`${namespace}.svc.cluster.local`, 'svc.cluster.local', 'cluster.local'].join(' ');
  return {
    hosts: Object.entries(hosts)
      .map(([ip, name]) => `${ip} ${name}\n`)
      .join(''),
    'resolv.conf': `nameserver 10.255.255.53\nsearch ${search}\n`,
  };
}

/** Takes connections to the host ports of a Pod at its container ports, as a load balancer does for target ports. */
export async function mapHostPorts({ spec }: Pod, host: Host): Promise<void> {
  for (const { containerPort, hostPort } of spec.containers.flatMap(({ ports = [] }) => ports)) {
    if (hostPort === undefined) continue;
    const match = ['-p', 'tcp', '--dport', `${hostPort}`];
    const target = ['-j', 'REDIRECT', '--to-ports', `${containerPort}`];
    await host.run(['iptables', '-t', 'nat', '-A', 'PREROUTING', ...match, ...target]);
  }
}
