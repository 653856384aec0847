/**
 * Sidecars that Istio's webhook refuses.
 * @module
 */
import { sidecarHostFaults } from './hosts-of-namespaces';
import { protocolFaults } from './names';
import { has, hasAny, itemsAt, type Part, partAt, type Refusal, unless } from './part';

/** Finds what the webhook refuses in the spec of a Sidecar. */
export function sidecarFaults(spec: Part): readonly Refusal[] {
  const isGiven = hasAny(spec, 'egress') || hasAny(spec, 'ingress');
  const egress = itemsAt(spec, 'egress');
  const settings = ['outboundTrafficPolicy', 'inboundConnectionPool'];
  return [
    ...unless(
      isGiven || settings.some((name) => has(spec, name)),
      spec,
      'have egress, ingress, outboundTrafficPolicy or inboundConnectionPool',
      'has none',
    ),
    ...itemsAt(spec, 'ingress').flatMap((each) =>
      unless(has(each, 'port'), partAt(each, 'port'), 'be given', 'is not'),
    ),
    ...egress.flatMap((each, index) => [
      ...unless(hasAny(each, 'hosts'), partAt(each, 'hosts'), 'have at least one host', 'has none'),
      ...itemsAt(each, 'hosts').flatMap(sidecarHostFaults),
      ...protocolFaults(partAt(each, 'port', 'protocol')),
      ...unless(
        has(each, 'port') || index === egress.length - 1,
        each,
        'have a port unless it is the last one',
        'has none',
      ),
    ]),
  ];
}
