/**
 * DestinationRules that Istio's webhook refuses.
 * @module
 */
import { fields } from '../../../manifests';
import { exportOfSelectedFaults, exportToFaults } from './export-to';
import { hostFaults, subsetNameFaults } from './names';
import { itemsAt, type Part, partAt, type Refusal, repeatedIn, unless } from './part';
import { trafficPolicyFaults } from './traffic-policy';

/** Finds what the webhook refuses in the spec of a DestinationRule. */
export function destinationRuleFaults(spec: Part, namespace: string): readonly Refusal[] {
  const subsets = itemsAt(spec, 'subsets');
  const host = partAt(spec, 'host');
  return [
    ...unless(host.value !== undefined, host, 'be given', 'is not'),
    ...hostFaults(host),
    ...trafficPolicyFaults(partAt(spec, 'trafficPolicy')),
    ...repeatedIn(
      subsets.map((each) => partAt(each, 'name')),
      'be a name that no subset before it has',
    ),
    ...subsets.flatMap((each) => [
      ...unless(typeof fields(each.value)['name'] === 'string', partAt(each, 'name'), 'be given', 'is not'),
      ...subsetNameFaults(partAt(each, 'name')),
      ...trafficPolicyFaults(partAt(each, 'trafficPolicy')),
    ]),
    ...exportToFaults(spec, namespace),
    ...exportOfSelectedFaults(spec, namespace),
  ];
}
