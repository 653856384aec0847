/**
 * Reads the options of a service.
 * @module
 */
import type { CallSite } from '../errors';
import { readDistribution } from './distribution';
import type { IMeshService } from './imesh-service';
import { nameText, readLabel, readServiceName } from './names';
import { type Placements, placesOf, readPlacements } from './placement';
import { readPorts } from './ports';
import type { MeshServiceProps } from './service-props';
import type { MeshState } from './state';
import { readPolicies } from './traffic/service-policies';
import { readAccount, readOrigin } from './workloads';

const KEYS = [
  ...(['port', 'ports', 'versions', 'namespace', 'serviceAccountName', 'distribution'] as const),
  ...(['workloads', 'trafficPolicy', 'versionPolicies'] as const),
] as const;

type Read = 'name' | 'namespace' | 'serviceAccountName' | 'ports' | 'distribution' | 'workloads' | 'trafficPolicies';

/** The options of a service, after reading. */
export interface ReadService<V extends string> extends Pick<IMeshService, Read> {
  readonly placements: Placements<V>;
}

/** Reads the name and the options of a service. */
export function readService<V extends string>(
  state: MeshState,
  given: string,
  props: MeshServiceProps<V>,
  at: CallSite,
): ReadService<V> {
  const name = nameText(given);
  readServiceName(state.log.part('the name of a service', given, at));
  const options = state.log.part(`service "${name}"`, props, at).options(KEYS);
  const { versions, namespace } = options;
  if (namespace.isGiven) readLabel(namespace);
  const ports = readPorts(name, options.port, options.ports);
  const placements = readPlacements<V>(versions, name, state);
  const places = versions.isSound ? placesOf(placements) : undefined;
  const distribution = readDistribution(options.distribution, places, state);
  const workloads = readOrigin(options.workloads);
  const account = readAccount(options.serviceAccountName, workloads);
  return {
    name,
    namespace: namespace.isGiven ? nameText(namespace.value) : 'default',
    serviceAccountName: account ?? `${state.name}-${name}`,
    ports,
    placements,
    distribution,
    workloads,
    trafficPolicies: readPolicies(options, { name, versions: [...placements.keys()] }),
  };
}
