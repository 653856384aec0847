/**
 * The traffic policies of a service: its own, and those of its versions.
 * @module
 */
import type { Part } from '../rules/part';
import { checkTrafficPolicy, type TrafficPolicy } from './traffic-policy';

/** The traffic policies of a service. */
export interface TrafficPolicies {
  /** Its own; undefined for what Istio does. */
  readonly service: TrafficPolicy | undefined;
  /** Those of versions, by their names. */
  readonly versions: Readonly<Record<string, TrafficPolicy>>;
}

interface Given {
  readonly trafficPolicy?: TrafficPolicy | undefined;
  readonly versionPolicies?: Readonly<Record<string, TrafficPolicy | undefined>> | undefined;
}

/** Reads the traffic policies of a service; reports MC008, MC035, MC044 and MC110 to MC113. */
export function readPolicies(part: Part, given: Given, versions: readonly string[]): TrafficPolicies {
  const own = part.of('versionPolicies');
  const policies = given.versionPolicies === undefined ? [] : own.entries(given.versionPolicies);
  return {
    service: part.of('trafficPolicy').sound(given.trafficPolicy, checkTrafficPolicy),
    versions: Object.fromEntries(
      policies.flatMap(([version, policy]) => {
        if (!versions.includes(version))
          own.state.reportVersion(version, `${own.name} has no version`, versions, own.at);
        const sound = own.of(`"${version}"`).sound(policy, checkTrafficPolicy);
        return sound === undefined ? [] : [[version, sound]];
      }),
    ),
  };
}
