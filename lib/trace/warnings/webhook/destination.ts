/**
 * Where a rule sends requests or connections.
 * @module
 */
import { hostFaults, portFaults, subsetNameFaults } from './names';
import { has, itemsAt, numbersMust, type Part, partAt, type Refusal, textsMust, unless } from './part';

/** Refuses destinations of a rule, and their weights. */
export function routeFaults(rule: Part): readonly Refusal[] {
  const all = itemsAt(rule, 'route');
  const weights = all.map((each) => Number(partAt(each, 'weight').value ?? 0));
  return [
    ...all.flatMap((each) => [
      ...unless(has(each, 'destination'), partAt(each, 'destination'), 'be given', 'is not'),
      ...destinationFaults(partAt(each, 'destination')),
      ...numbersMust(partAt(each, 'weight'), (weight) => weight >= 0, 'be 0 or more'),
    ]),
    ...unless(
      all.length < 2 || weights.some(Number.isNaN) || weights.reduce((sum, each) => sum + each, 0) !== 0,
      partAt(rule, 'route'),
      'have weights whose sum is not 0',
      'has none',
    ),
  ];
}

/** Refuses a destination. */
export function destinationFaults(destination: Part): readonly Refusal[] {
  if (destination.value === undefined) return [];
  const host = partAt(destination, 'host');
  const port = partAt(destination, 'port');
  const number = partAt(port, 'number');
  const subset = partAt(destination, 'subset');
  return [
    ...unless(host.value !== undefined, host, 'be given', 'is not'),
    ...(host.value === '*' ? textsMust(host, () => false, 'be the host of a service') : hostFaults(host)),
    ...(subset.value === '' ? [] : subsetNameFaults(subset)),
    ...unless(port.value === undefined || number.value !== undefined, number, 'be given', 'is not'),
    ...portFaults(number),
  ];
}
