/**
 * ServiceEntries that Istio's webhook refuses.
 * @module
 */
import { exportToFaults } from './export-to';
import { hostFaults, isAddress, isHttp, isLabel, isName, isRange, isTls, portFaults, protocolFaults } from './names';
import {
  entriesAt,
  has,
  hasAny,
  itemsAt,
  type Part,
  partAt,
  type Refusal,
  repeatedIn,
  textsMust,
  unless,
} from './part';

/** Finds what the webhook refuses in the spec of a ServiceEntry. */
export function serviceEntryFaults(spec: Part, namespace: string): readonly Refusal[] {
  const resolution = partAt(spec, 'resolution').value ?? 'NONE';
  return [
    ...unless(
      !has(spec, 'workloadSelector') || !hasAny(spec, 'endpoints'),
      spec,
      'have only one of workloadSelector and endpoints',
      'has both',
    ),
    ...unless(hasAny(spec, 'hosts'), partAt(spec, 'hosts'), 'have at least one host', 'has none'),
    ...itemsAt(spec, 'hosts').flatMap((each) => [
      ...unless(each.value !== '*', each, 'be the name of a host'),
      ...hostFaults(each),
    ]),
    ...addressFaults(spec, resolution),
    ...servicePortFaults(spec),
    ...endpointFaults(spec, resolution),
    ...(resolution === 'DYNAMIC_DNS' ? dynamicFaults(spec) : []),
    ...severalHostsFaults(spec, resolution),
    ...exportToFaults(spec, namespace, true),
  ];
}

function addressFaults(spec: Part, resolution: unknown): readonly Refusal[] {
  const mayBeRange = resolution === 'NONE' || resolution === 'STATIC';
  return itemsAt(spec, 'addresses').flatMap((each) => [
    ...textsMust(each, isRange, 'be an IP address or a range of them'),
    ...textsMust(
      each,
      (text) => mayBeRange || !text.includes('/'),
      'be an IP address unless the resolution is NONE or STATIC',
    ),
  ]);
}

function servicePortFaults(spec: Part): readonly Refusal[] {
  const ports = itemsAt(spec, 'ports');
  return [
    ...repeatedIn(
      ports.map((each) => partAt(each, 'name')),
      'be a name that no port before it has',
    ),
    ...repeatedIn(
      ports.map((each) => partAt(each, 'number')),
      'be a number that no port before it has',
    ),
    ...ports.flatMap((each) => [
      ...unless(has(each, 'name'), partAt(each, 'name'), 'be given', 'is not'),
      ...textsMust(partAt(each, 'name'), isLabel, 'be a DNS label'),
      ...protocolFaults(partAt(each, 'protocol')),
      ...portFaults(partAt(each, 'number')),
      ...(partAt(each, 'targetPort').value === 0 ? [] : portFaults(partAt(each, 'targetPort'))),
    ]),
  ];
}

function endpointFaults(spec: Part, resolution: unknown): readonly Refusal[] {
  const all = itemsAt(spec, 'endpoints');
  if (resolution === 'NONE')
    return unless(all.length === 0, partAt(spec, 'endpoints'), 'be empty if the resolution is NONE', 'is not');
  const isByName = resolution === 'DNS' || resolution === 'DNS_ROUND_ROBIN';
  if (!isByName && resolution !== 'STATIC') return [];
  const ports = new Set(itemsAt(spec, 'ports').map((each) => partAt(each, 'name').value));
  const isStatic = (text: string): boolean => isAddress(text) || text === '' || text.startsWith('unix://');
  return [
    ...unless(
      resolution !== 'DNS_ROUND_ROBIN' || all.length < 2,
      partAt(spec, 'endpoints'),
      'have at most one endpoint if the resolution is DNS_ROUND_ROBIN',
      `has ${all.length}`,
    ),
    ...(isByName && all.length === 0 ? itemsAt(spec, 'hosts') : []).flatMap((each) =>
      textsMust(each, isName, 'be a DNS name without "*" in a ServiceEntry without endpoints'),
    ),
    ...all.flatMap((each) => [
      ...addressOfEndpointFaults(each, isByName),
      ...(isByName ? [] : textsMust(partAt(each, 'address'), isStatic, 'be an IP address if the resolution is STATIC')),
      ...entriesAt(each, 'ports').flatMap((port) => [
        ...unless(ports.has(port.key), port, 'be for a port of the ServiceEntry', `"${port.key}" is none`),
        ...portFaults(port),
      ]),
    ]),
  ];
}

function addressOfEndpointFaults(endpoint: Part, isByName: boolean): readonly Refusal[] {
  const address = partAt(endpoint, 'address');
  const isGiven = address.value !== undefined && address.value !== '';
  if (!isGiven) return unless(!isByName && has(endpoint, 'network'), address, 'be given', 'is not');
  return isByName
    ? textsMust(address, (text) => isAddress(text) || isName(text), 'be a DNS name or an IP address')
    : [];
}

/** Refuses what does not go with hosts that are looked up for each request. */
function dynamicFaults(spec: Part): readonly Refusal[] {
  const protocols = ['HTTP', 'TLS', 'GRPC', 'HTTP2'];
  return [
    ...itemsAt(spec, 'hosts').flatMap((each) =>
      textsMust(each, (text) => text.startsWith('*'), 'start with "*" if the resolution is DYNAMIC_DNS'),
    ),
    ...['addresses', 'endpoints'].flatMap((name) =>
      unless(!hasAny(spec, name), partAt(spec, name), 'be empty if the resolution is DYNAMIC_DNS', 'is not'),
    ),
    ...itemsAt(spec, 'ports').flatMap((each) =>
      textsMust(
        partAt(each, 'protocol'),
        (text) => protocols.includes(text.toUpperCase()),
        'be HTTP, TLS, GRPC or HTTP2 if the resolution is DYNAMIC_DNS',
      ),
    ),
  ];
}

/** Refuses several hosts behind a port that does not tell which one is meant. */
function severalHostsFaults(spec: Part, resolution: unknown): readonly Refusal[] {
  if (resolution === 'NONE' || itemsAt(spec, 'hosts').length < 2) return [];
  return itemsAt(spec, 'ports').flatMap((port) => {
    const each = partAt(port, 'protocol');
    const { value = '' } = each;
    const isRight = typeof value !== 'string' || isHttp(value) || isTls(value);
    return unless(
      isRight,
      each,
      'be HTTP or TLS in a ServiceEntry with several hosts',
      value === '' ? 'is not given' : undefined,
    );
  });
}
