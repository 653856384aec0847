/**
 * Names, numbers and addresses as Istio's webhook takes them.
 * @see https://github.com/istio/istio/blob/master/pkg/config/validation/agent/validation.go
 * @module
 */
import { isIP } from 'node:net';
import { type Part, numbersMust, type Refusal, textsMust, unless } from './part';

const LABEL = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/i;
const WILDCARD = /^(?:\*|(?:\*|\*-)?[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)$/i;

/** Whether a text is a DNS label, which may have upper case letters for Istio. */
export function isLabel(text: string): boolean {
  return text.length <= 63 && LABEL.test(text);
}

/** Whether a text is a DNS name. */
export function isName(text: string): boolean {
  return text.length <= 255 && areLabels(text);
}

/** Whether a text is a DNS name whose first label may be a wildcard. */
export function isDomain(text: string): boolean {
  const [first = '', ...others] = text.split('.');
  const isFirst = first.length <= 63 && WILDCARD.test(first);
  return text.length <= 255 && isFirst && (others.length === 0 || areLabels(others.join('.')));
}

/** Whether labels are some. The last one is empty if the name ends with a dot. */
function areLabels(text: string): boolean {
  const labels = text.split('.');
  const isDotted = labels.length > 1 && labels.at(-1) === '';
  return !/^\d+$/.test(labels.at(-1) ?? '') && (isDotted ? labels.slice(0, -1) : labels).every(isLabel);
}

/** Whether a text is an IP address. */
export function isAddress(text: string): boolean {
  return isIP(text) !== 0;
}

/** Whether a text is an IP address or a range of them. */
export function isRange(text: string): boolean {
  const [address = '', bits, ...others] = text.split('/');
  if (bits === undefined) return isAddress(text);
  const most = isIP(address) === 4 ? 32 : 128;
  return isAddress(address) && others.length === 0 && /^(?:0|[1-9]\d*)$/.test(bits) && Number(bits) <= most;
}

/** Refuses a number that is no port. */
export function portFaults(part: Part): readonly Refusal[] {
  return numbersMust(part, (port) => port >= 1 && port <= 65_535, 'be a port from 1 to 65535');
}

/** Refuses a text that is no host, which may start with a wildcard. */
export function hostFaults(part: Part): readonly Refusal[] {
  return textsMust(part, isDomain, 'be a DNS name, which may start with "*"');
}

/** Refuses a name of a subset. */
export function subsetNameFaults(part: Part): readonly Refusal[] {
  return textsMust(part, isLabel, 'be a DNS label: letters, digits and "-"');
}

const PROTOCOLS = 'tcp udp grpc grpc-web http http_proxy http2 https tls mongo redis mysql'.split(' ');

/** Refuses a protocol that Istio does not have. An empty one is found out by the traffic. */
export function protocolFaults(part: Part): readonly Refusal[] {
  const isKnown = (text: string): boolean => text === '' || PROTOCOLS.includes(text.toLowerCase());
  return textsMust(part, isKnown, 'be a protocol that Istio has');
}

/** Whether a protocol is HTTP for Istio. */
export function isHttp(protocol: string): boolean {
  return ['http', 'http2', 'http_proxy', 'grpc', 'grpc-web'].includes(protocol.toLowerCase());
}

/** Whether a protocol is TLS. */
export function isTls(protocol: string): boolean {
  return ['https', 'tls'].includes(protocol.toLowerCase());
}

const UNITS: Readonly<Record<string, number>> = {
  h: 3_600_000,
  m: 60_000,
  s: 1000,
  ms: 1,
  us: 0.001,
  µs: 0.001,
  ns: 0.000_001,
};

/** Refuses a text that is no duration, or one that is shorter than a millisecond or has parts of one. */
export function durationFaults(part: Part, isRight = (ms: number): boolean => ms >= 1): readonly Refusal[] {
  const { value } = part;
  if (typeof value !== 'string') return [];
  const ms = millisecondsOf(value);
  if (ms === undefined) return unless(false, part, 'be a duration with a unit, such as 5s');
  return unless(isRight(ms) && Number.isInteger(ms), part, 'be a duration of whole milliseconds, and at least 1ms');
}

function millisecondsOf(text: string): number | undefined {
  if (!/^\+?(?:\d+\.?\d*(?:ns|us|µs|ms|s|m|h))+$/.test(text)) return text === '0' ? 0 : undefined;
  const parts = [...text.matchAll(/(\d+\.?\d*)(ns|us|µs|ms|s|m|h)/g)];
  const sum = parts.reduce((all, [, count = '', unit = '']) => all + Number(count) * (UNITS[unit] ?? 0), 0);
  return Math.round(sum * 1e6) / 1e6;
}
