/**
 * Describes a Pod, and sets up its machine's files and ports from it.
 * @module
 */
import * as os from 'node:os';
import { controlPlaneAddress, gatewayAddress, gatewayName, OUTSIDE_HOSTS, PERSON_ADDRESS } from './addresses';
import type { KubeObject } from './kube-api';
import type { Host } from './network';

/** The annotation that asks for a fixed address, as a load balancer gives a gateway. */
export const ADDRESS_ANNOTATION = 'lab/address';

/** The part of a Pod that the lab reads. */
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

/** The clusters of a lab from the view of one of them. */
interface EtcPlace {
  readonly cluster: number;
  readonly others: readonly number[];
}

/** Makes the files in /etc of a Pod. */
export function etcOf(
  { metadata: { namespace } }: Pod,
  { cluster, others }: EtcPlace,
  address: string,
): Record<string, string> {
  const hosts = {
    '127.0.0.1': 'localhost',
    // Python looks up the host name before it listens, and network namespaces do not change it
    [address]: os.hostname(),
    [controlPlaneAddress(cluster)]: 'istiod.istio-system.svc',
    // in place of a public DNS server
    ...Object.fromEntries(others.map((other) => [gatewayAddress(other, 'eastwest'), gatewayName(other)])),
    [PERSON_ADDRESS]: OUTSIDE_HOSTS.join(' '),
  };
  const search = [`${namespace}.svc.cluster.local`, 'svc.cluster.local', 'cluster.local'].join(' ');
  return {
    hosts: Object.entries(hosts)
      .map(([ip, name]) => `${ip} ${name}\n`)
      .join(''),
    'resolv.conf': `nameserver 10.255.255.53\nsearch ${search}\n`,
  };
}

/** Redirects the host ports of a Pod to its container ports, as a load balancer does with target ports. */
export async function mapHostPorts({ spec }: Pod, host: Host): Promise<void> {
  for (const { containerPort, hostPort } of spec.containers.flatMap(({ ports = [] }) => ports)) {
    if (hostPort === undefined) continue;
    const match = ['-p', 'tcp', '--dport', `${hostPort}`];
    const target = ['-j', 'REDIRECT', '--to-ports', `${containerPort}`];
    await host.run(['iptables', '-t', 'nat', '-A', 'PREROUTING', ...match, ...target]);
  }
}
