/**
 * Which addresses no other machine can reach.
 * @module
 */
import { BlockList, isIP } from 'node:net';

/** The addresses of one kind, and what messages call such an address. */
interface Range {
  readonly kind: string;
  readonly subnets: readonly (readonly [first: string, prefix: number])[];
}

const RANGES: readonly Range[] = [
  {
    kind: 'a loopback address',
    subnets: [
      ['127.0.0.0', 8],
      ['::1', 128],
    ],
  },
  {
    kind: 'an unspecified address',
    subnets: [
      ['0.0.0.0', 8],
      ['::', 128],
    ],
  },
  {
    kind: 'a link-local address',
    subnets: [
      ['169.254.0.0', 16],
      ['fe80::', 10],
    ],
  },
  {
    kind: 'a multicast address',
    subnets: [
      ['224.0.0.0', 4],
      ['ff00::', 8],
    ],
  },
  { kind: 'the broadcast address', subnets: [['255.255.255.255', 32]] },
  { kind: 'a reserved address', subnets: [['240.0.0.0', 4]] },
];

const LISTS = RANGES.map(({ kind, subnets }) => {
  const list = new BlockList();
  for (const [first, prefix] of subnets) list.addSubnet(first, prefix, familyOf(first));
  return { kind, list };
});

/**
 * What an IP address or a DNS name is that leads a machine or a cluster to itself, or nowhere; undefined for any other. An IPv4 address may
 * be written as IPv6, such as `::ffff:127.0.0.1`.
 */
export function unreachableKind(text: string): string | undefined {
  if (/^(?:(.+\.)?localhost|localhost[46]?(\.localdomain[46]?)?|ip6-(?:localhost|loopback))\.?$/i.test(text))
    return 'the name of the machine itself';
  if (/\.svc(\.cluster\.local)?\.?$/i.test(text)) return 'the host of a Service, which each cluster takes for its own';
  if (isIP(text) === 0 || text.includes('%')) return undefined;
  return LISTS.find(({ list }) => list.check(text, familyOf(text)))?.kind;
}

/** The family of an IP address. `isIPv6` takes milliseconds to compile its expression. */
function familyOf(address: string): 'ipv4' | 'ipv6' {
  return address.includes(':') ? 'ipv6' : 'ipv4';
}
