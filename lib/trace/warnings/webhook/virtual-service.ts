/**
 * VirtualServices that Istio's webhook refuses.
 * @module
 */
import { exportToFaults } from './export-to';
import { routeFaults } from './destination';
import { claimFaults } from './http-match';
import { httpRouteFaults } from './http-route';
import { isAddress, isDomain, isLabel, isName } from './names';
import { hasAny, itemsAt, type Part, partAt, type Refusal, textsMust, unless } from './part';

/** Finds what the webhook refuses in the spec of a VirtualService. */
export function virtualServiceFaults(spec: Part, namespace: string): readonly Refusal[] {
  const isDelegate = !hasAny(spec, 'hosts');
  const gateways = itemsAt(spec, 'gateways');
  const isForMesh = gateways.length === 0 || gateways.some(({ value }) => value === 'mesh');
  return [
    ...(isDelegate ? delegateFaults(spec) : []),
    ...gateways.flatMap((each) => textsMust(each, isGatewayName, 'be <namespace>/<name> of a Gateway')),
    ...hostsFaults(spec, isForMesh),
    ...unless(
      ['http', 'tcp', 'tls'].some((name) => hasAny(spec, name)),
      spec,
      'have rules in http, tcp or tls',
      'has none',
    ),
    ...itemsAt(spec, 'http').flatMap((rule) => httpRouteFaults(rule, isDelegate)),
    ...(isForMesh ? itemsAt(spec, 'http').flatMap(claimFaults) : []),
    ...itemsAt(spec, 'tls').flatMap((rule) => [...connectionFaults(rule), ...serverNameFaults(rule, spec)]),
    ...itemsAt(spec, 'tcp').flatMap(connectionFaults),
    ...exportToFaults(spec, namespace),
  ];
}

function delegateFaults(spec: Part): readonly Refusal[] {
  return ['gateways', 'tls', 'tcp'].flatMap((name) =>
    unless(!hasAny(spec, name), partAt(spec, name), 'be empty in a VirtualService without hosts', 'is not'),
  );
}

/** Whether a text names a gateway: `mesh`, a short name, or that of a Gateway in a namespace. */
function isGatewayName(text: string): boolean {
  const [namespace = '', ...name] = text.split('/');
  return name.length === 0 ? isName(text) : isLabel(namespace) && isLabel(name.join('/'));
}

function hostsFaults(spec: Part, isForMesh: boolean): readonly Refusal[] {
  const all = itemsAt(spec, 'hosts');
  // the names that gateways of other networks are called by are hosts, too
  const isHost = (text: string): boolean =>
    isDomain(text) || isAddress(text) || (!isForMesh && text.startsWith('outbound_'));
  const faults = all.flatMap((each) => [
    ...textsMust(each, isHost, 'be a DNS name, which may start with "*", or an IP address'),
    ...unless(!isForMesh || each.value !== '*', each, 'be other than "*" in a VirtualService that is for the mesh'),
  ]);
  if (faults.length > 0) return faults;
  return all.flatMap((each, index) =>
    unless(
      !all.slice(0, index).some((before) => overlap(String(before.value), String(each.value))),
      each,
      'be a host that none before it is or covers',
    ),
  );
}

function overlap(one: string, other: string): boolean {
  if (!one.startsWith('*') && !other.startsWith('*')) return one === other;
  if (one.startsWith('*') && other.startsWith('*'))
    return one.slice(1).endsWith(other.slice(1)) || other.slice(1).endsWith(one.slice(1));
  return one.startsWith('*') ? other.endsWith(one.slice(1)) : one.endsWith(other.slice(1));
}

/** Refuses a rule about connections. */
function connectionFaults(rule: Part): readonly Refusal[] {
  return [...unless(hasAny(rule, 'route'), rule, 'have a route', 'has none'), ...routeFaults(rule)];
}

/** Refuses a rule for TLS without server names, or for some that are none of the hosts. */
function serverNameFaults(rule: Part, spec: Part): readonly Refusal[] {
  const matches = itemsAt(rule, 'match');
  const hosts = itemsAt(spec, 'hosts').map(({ value }) => String(value));
  const isCovered = (name: string): boolean =>
    isAddress(name) || hosts.some((host) => host === name || (host.startsWith('*') && name.endsWith(host.slice(1))));
  return [
    ...unless(matches.length > 0, rule, 'have a match', 'has none'),
    ...matches.flatMap((match) => [
      ...unless(hasAny(match, 'sniHosts'), match, 'have sniHosts', 'has none'),
      ...itemsAt(match, 'sniHosts').flatMap((each) =>
        textsMust(each, isCovered, 'be one of the hosts, or one below their "*"'),
      ),
    ]),
  ];
}
