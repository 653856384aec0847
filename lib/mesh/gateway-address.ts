/**
 * The address at which other clusters reach a cluster's east-west gateway.
 * @module
 */
import { inspect } from 'node:util';
import { CallSite, type ConfigIssue, issue, valueText } from '../errors';
import { addressKind, ipv4Text, isAddress, isDnsName } from '../istio';
import type { IpFamily } from './ip-families';
import { MESH } from './messages';
import { unreachableKind } from './reachable-address';

/**
 * The address of an east-west gateway: an IP address, a DNS name, or a placeholder for one.
 *
 * A placeholder is written unchanged, so that `envsubst` or Flux can replace it. ServiceEntries with only IP addresses have
 * `resolution: STATIC`, others have `DNS`.
 *
 * @example
 * GatewayAddress.parse('192.0.2.7');
 * GatewayAddress.parse('eastwest.cluster2.example.com');
 * GatewayAddress.parse('${CLUSTER2_GW_ADDR}');
 * @see https://istio.io/latest/docs/reference/config/networking/workload-entry/
 */
export class GatewayAddress {
  #family: IpFamily | undefined;

  private constructor(
    /** The address as it is written into manifests. */
    readonly value: string,
    /** The kind of address. */
    readonly kind: 'ip' | 'dns' | 'placeholder',
    /** What is wrong with it, for the mesh to report. @internal */
    readonly issues: readonly ConfigIssue[],
  ) {}

  /**
   * Reads an address.
   *
   * @param text an IPv4 or IPv6 address, a DNS name, or `${NAME}`, without scheme and port. Anything else is MC022, and an
   * address that no other cluster can reach is MC178, such as 127.0.0.1, `::`, `localhost`, a link-local or multicast address,
   * or the host of a Service. A name without a dot is fine: the networks of the callers may complete it. `Mesh.plan` reports
   * them if a cluster has the address
   */
  static parse(text: string): GatewayAddress {
    if (typeof text === 'string') {
      const nowhere = unreachableKind(text);
      if (nowhere !== undefined) {
        const what = `A gateway address must lead other clusters to the gateway, but "${text}" is ${nowhere}.`;
        const issues = [issue(MESH.MC178, { what, got: text }, CallSite.here())];
        return new GatewayAddress(text, isAddress(text) ? 'ip' : 'dns', issues);
      }
      const kind = addressKind(text);
      if (kind !== undefined) return new GatewayAddress(text, kind, []);
    }
    const must = 'be an IP address, a DNS name or a placeholder like ${NAME}';
    const what = `A gateway address must ${must}, but is ${valueText(text)}.`;
    const detail = { what, got: text, meant: bareHost(text) };
    return new GatewayAddress(text, 'dns', [issue(MESH.MC022, detail, CallSite.here())]);
  }

  /** Whether it is the same address, possibly in another spelling. @internal */
  equals(other: GatewayAddress): boolean {
    return spelling(this) === spelling(other);
  }

  /** Its IP family; undefined for a DNS name and a placeholder. An IPv4 address in IPv6 spelling is an IPv4 address. @internal */
  get family(): IpFamily | undefined {
    return (this.#family ??= familyOf(this));
  }

  /** How messages show it. @internal */
  [inspect.custom](): string {
    return `GatewayAddress ${valueText(this.value)}`;
  }
}

function familyOf(address: GatewayAddress): IpFamily | undefined {
  if (address.kind !== 'ip') return undefined;
  return spelling(address).includes(':') ? 'IPv6' : 'IPv4';
}

/**
 * The normal spelling of an address: a DNS name in lower case without a final dot, or a compressed IPv6 address. An IPv4 address
 * that is written as IPv6 is that IPv4 address.
 */
function spelling({ value, kind }: GatewayAddress): string {
  if (kind === 'placeholder') return value;
  if (kind === 'dns' || !value.includes(':')) return value.toLowerCase().replace(/\.$/, '');
  const { hostname } = new URL(`http://[${value}]`);
  const [, high, low] = /^\[::ffff:([\da-f]+):([\da-f]+)\]$/.exec(hostname) ?? [];
  return high === undefined || low === undefined ? hostname : ipv4Text(parseInt(high, 16) * 65536 + parseInt(low, 16));
}

/** The host in `https://host:port/path`, which users often pass instead of the host. */
function bareHost(text: unknown): string | undefined {
  const [, host = ''] =
    /^(?:[a-z]+:\/\/)?\[?(.*?)\]?(?::\d+)?(?:\/.*)?$/i.exec(typeof text === 'string' ? text.trim() : '') ?? [];
  return isAddress(host) || isDnsName(host) ? host : undefined;
}
