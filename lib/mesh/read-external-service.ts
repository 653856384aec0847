/**
 * Reads the options of a service outside of the mesh.
 * @module
 */
import { isIP } from 'node:net';
import type { CallSite } from '../errors';
import { isDnsName } from '../istio';
import type { Part } from '../reading';
import type { ReadExternalService } from './external-service';
import type { ExternalServiceProps } from './external-service-props';
import { MESH } from './messages';
import { nameText, readLabel } from './names';
import { readExternalPorts } from './read-external-ports';
import type { MeshState } from './state';

const KEYS = ['host', 'port', 'ports', 'addresses', 'namespace'] as const;

const HOST = 'be a DNS name in lower case with at least two labels, such as "api.example.com"';

/** Reads the name and the options of a service outside of the mesh. */
export function readExternalService(
  state: MeshState,
  given: string,
  props: ExternalServiceProps,
  at: CallSite,
): ReadExternalService {
  const name = nameText(given);
  readLabel(state.log.part('the name of an external service', given, at));
  const part = state.log.part(`external service "${name}"`, props, at);
  const { host, port, ports, addresses, namespace } = part.options(KEYS);
  if (namespace.isGiven) readLabel(namespace);
  const read = host.isAbsent || host.isGiven ? readExternalHost(host) : undefined;
  return {
    name,
    namespace: namespace.isGiven ? nameText(namespace.value) : 'default',
    host: read ?? '',
    addresses: addresses.optional(readAddresses) ?? [],
    ports: readExternalPorts(name, read ?? '', port, ports),
  };
}

function readExternalHost(part: Part<string>): string | undefined {
  const given = typeof part.value === 'string' ? part.value : '';
  return part.text(MESH.MC159, isExternalHost, HOST, { fix: fixFor(given), meant: hostIn(given) });
}

/** Whether a text is a host outside of the cluster. */
function isExternalHost(host: string): boolean {
  const isFull = isDnsName(host) && host.includes('.') && !host.endsWith('.') && host === host.toLowerCase();
  return isFull && !/\.svc(\.cluster\.local)?$/.test(host);
}

/** The host in `https://host:443/path`, or the host in lower case without a final dot. */
function hostIn(given: string): string | undefined {
  const [, host = ''] = /^(?:[a-z]+:\/\/)?(.*?)\.?(?::\d+)?(?:\/.*)?$/i.exec(given.trim().toLowerCase()) ?? [];
  return host !== given && isExternalHost(host) ? host : undefined;
}

function fixFor(given: string): string | undefined {
  if (isIP(given) !== 0) return 'Give the name that callers use, and the IP address in "addresses".';
  if (given.includes('*')) return 'Add each host as a service of its own: proxies cannot look up a wildcard.';
  if (/\.svc(\.cluster\.local)?$/.test(given)) return 'Add a Service of the cluster with addService.';
  return undefined;
}

function readAddresses(part: Part<readonly string[]>): readonly string[] {
  part.notEmpty(MESH.MC159, 'at least one IP address', { fix: 'Leave "addresses" out if proxies look up the host.' });
  if (!part.isSound) return [];
  const isAddress = (text: string): boolean => isIP(text) !== 0 && !text.includes('%');
  const fix = 'Give an IP address, or leave "addresses" out if proxies look up the host.';
  const read = part
    .list('IP addresses')
    .flatMap((each) => each.text(MESH.MC159, isAddress, 'be an IP address', { fix }) ?? []);
  for (const twice of new Set(read.filter((address, index) => read.indexOf(address) < index))) {
    const what = `${part.title} must list each address once, but lists "${twice}" twice.`;
    part.report(MESH.MC159, what, { got: twice, fix: 'Remove the repeated address.' });
  }
  return read;
}
