/**
 * The hosts of servers with TLS settings at a port of a gateway.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/model/gateway.go
 * @module
 */

/** The hosts that earlier servers have. Istio leaves out a server that has one of them, too. */
export class TakenHosts {
  private readonly known = new Set<string>();

  /** Takes the hosts of a server; false if an earlier server has one of them. */
  take(hosts: readonly string[]): boolean {
    if (hosts.some((each) => this.known.has(each))) return false;
    for (const each of hosts) this.known.add(each);
    return true;
  }
}

/** A host with the namespace before it: `*` if it names none. */
export function withNamespace(host: string, own: string): string {
  if (!host.includes('/')) return `*/${host}`;
  return host.startsWith('./') ? `${own}${host.slice(1)}` : host;
}
