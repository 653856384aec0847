/**
 * Ports of one address that lead to gateways, as those of a load balancer or of a node do: at the bridge between the machines.
 * @module
 */
import { BRIDGE } from './addresses';
import { Host } from './network';

/** Where a port leads. */
export interface Forward {
  readonly port: number;
  readonly to: string;
  readonly toPort: number;
}

/** What the bridge of a lab forwards. */
export class Forwarding {
  private readonly host: Host;

  /** @param prefix that of the lab's namespaces */
  constructor(prefix: string) {
    this.host = new Host(`${prefix}-net`, BRIDGE);
  }

  /** Forwards these ports and no others; connections that are open stay. */
  async become(forwards: readonly Forward[]): Promise<void> {
    await this.host.run(['sysctl', '--quiet', '--write', 'net.ipv4.ip_forward=1']);
    await this.host.run(['iptables', '-t', 'nat', '-F']);
    for (const { port, to, toPort } of forwards) {
      const accepted = ['-p', 'tcp', '-d', BRIDGE, '--dport', String(port)];
      const target = ['-j', 'DNAT', '--to-destination', `${to}:${toPort}`];
      await this.host.run(['iptables', '-t', 'nat', '-A', 'PREROUTING', ...accepted, ...target]);
    }
    // answers come back this way too; what only crosses the bridge may meet these rules, and must not be changed by them
    const forwarded = ['-p', 'tcp', '-m', 'conntrack', '--ctstate', 'DNAT', '-j', 'MASQUERADE'];
    await this.host.run(['iptables', '-t', 'nat', '-A', 'POSTROUTING', ...forwarded]);
  }
}
