/**
 * Forwards ports of the bridge's address to gateways, as a load balancer or a node does.
 * @module
 */
import { BRIDGE } from './addresses';
import { Host } from './network';

/** A forwarded port and its target. */
export interface Forward {
  readonly port: number;
  readonly to: string;
  readonly toPort: number;
}

/** The forwarded ports of a lab's bridge. */
export class Forwarding {
  private readonly host: Host;

  /** @param prefix the prefix of the lab's network namespaces */
  constructor(prefix: string) {
    this.host = new Host(`${prefix}-net`, BRIDGE);
  }

  /** Forwards exactly these ports. Open connections stay open. */
  async become(forwards: readonly Forward[]): Promise<void> {
    await this.host.run(['sysctl', '--quiet', '--write', 'net.ipv4.ip_forward=1']);
    await this.host.run(['iptables', '-t', 'nat', '-F']);
    for (const { port, to, toPort } of forwards) {
      const accepted = ['-p', 'tcp', '-d', BRIDGE, '--dport', String(port)];
      const target = ['-j', 'DNAT', '--to-destination', `${to}:${toPort}`];
      await this.host.run(['iptables', '-t', 'nat', '-A', 'PREROUTING', ...accepted, ...target]);
    }
    // only forwarded connections, so that their answers come back this way; other traffic crosses the bridge unchanged
    const forwarded = ['-p', 'tcp', '-m', 'conntrack', '--ctstate', 'DNAT', '-j', 'MASQUERADE'];
    await this.host.run(['iptables', '-t', 'nat', '-A', 'POSTROUTING', ...forwarded]);
  }
}
