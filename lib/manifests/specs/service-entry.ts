/**
 * Reads the specs of ServiceEntries and WorkloadEntries.
 * @see https://istio.io/latest/docs/reference/config/networking/service-entry/
 * @module
 */
import type { ServiceEntrySpec, WorkloadEntrySpec } from '../../istio';
import { fields, text } from '../fields';
import { LOCATIONS, RESOLUTIONS } from './enumerations';
import { byKey, given, many, number, one, textsByKey, textsOf, word } from './given';

/** Reads the spec of a ServiceEntry. */
export function readServiceEntry(value: unknown): ServiceEntrySpec {
  const each = fields(value);
  return given({
    hosts: textsOf(each['hosts']) ?? [],
    addresses: textsOf(each['addresses']),
    ports: many(each['ports'], readPort),
    location: word(each['location'], LOCATIONS),
    resolution: word(each['resolution'], RESOLUTIONS),
    endpoints: many(each['endpoints'], readWorkloadEntry),
    workloadSelector: one(each['workloadSelector'], (selector) =>
      given({ labels: textsByKey(fields(selector)['labels']) }),
    ),
    exportTo: textsOf(each['exportTo']),
    subjectAltNames: textsOf(each['subjectAltNames']),
  });
}

function readPort(value: unknown): NonNullable<ServiceEntrySpec['ports']>[number] {
  const { number: port, name, protocol, targetPort } = fields(value);
  return given({
    number: number(port) ?? 0,
    name: text(name) ?? '',
    protocol: text(protocol),
    targetPort: number(targetPort),
  });
}

/** Reads the spec of a WorkloadEntry. */
export function readWorkloadEntry(value: unknown): WorkloadEntrySpec {
  const { address, ports, labels, network, locality, weight, serviceAccount } = fields(value);
  return given({
    address: text(address),
    ports: byKey(ports, number),
    labels: textsByKey(labels),
    network: text(network),
    locality: text(locality),
    weight: number(weight),
    serviceAccount: text(serviceAccount),
  });
}
