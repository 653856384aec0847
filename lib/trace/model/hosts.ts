/**
 * Hosts and wildcards of hosts, as Istio compares them.
 * @see https://github.com/istio/istio/blob/1.31.0/pkg/config/host/name.go
 * @module
 */

/** Whether a host is a wildcard. */
export function isWildcard(host: string): boolean {
  return host.startsWith('*');
}

/** Whether a wildcard or a host stands for all hosts that another one stands for. */
export function covers(wide: string, host: string): boolean {
  if (!isWildcard(wide)) return wide === host;
  if (isWildcard(host)) return host.length >= wide.length && host.endsWith(wide.slice(1));
  return host.endsWith(wide.slice(1));
}

/** Whether two hosts have a host in common. Each may be a wildcard. */
export function overlap(one: string, other: string): boolean {
  return covers(one, other) || covers(other, one);
}

/** Values by host. A wildcard such as `*.shop.svc.cluster.local` holds for all hosts that end so. */
export class ByHost<T> {
  private readonly exact = new Map<string, T>();
  private readonly wildcards = new Map<string, T>();

  /** The value of exactly this host or wildcard. */
  get(host: string): T | undefined {
    return (isWildcard(host) ? this.wildcards : this.exact).get(host);
  }

  set(host: string, value: T): void {
    (isWildcard(host) ? this.wildcards : this.exact).set(host, value);
  }

  /** The values of a host, and of all wildcards that cover it. */
  covering(host: string): readonly T[] {
    const found: T[] = [];
    const exact = this.exact.get(host);
    if (exact !== undefined) found.push(exact);
    for (const [wildcard, value] of this.wildcards) if (covers(wildcard, host)) found.push(value);
    return found;
  }

  /** The value of a host, or of the most specific wildcard that covers it. */
  find(host: string): T | undefined {
    const found = this.get(host);
    if (found !== undefined) return found;
    let nearest = '';
    for (const wildcard of this.wildcards.keys())
      if (wildcard.length > nearest.length && covers(wildcard, host)) nearest = wildcard;
    return this.wildcards.get(nearest);
  }
}
