/**
 * Reading the options of a service.
 * @module
 */
import type { CallSite } from '../errors';
import { readDistribution } from './distribution';
import type { IMeshService } from './imesh-service';
import { checkLabel, checkObjectName, nameText } from './names';
import { type Placements, placesOf, readPlacements } from './placement';
import { readPorts } from './ports';
import type { MeshServiceProps } from './service-props';
import { readOptions } from './shape';
import type { MeshState } from './state';
import { readPolicies } from './traffic/policies';
import { checkIdentity, readOrigin } from './workloads';

const KEYS = [
  ...(['port', 'ports', 'versions', 'namespace', 'serviceAccountName', 'distribution'] as const),
  ...(['workloads', 'trafficPolicy', 'versionPolicies'] as const),
] as const;

type Read = 'name' | 'namespace' | 'serviceAccountName' | 'ports' | 'distribution' | 'workloads' | 'trafficPolicies';

/** What its options say of a service. */
export interface ReadService<V extends string> extends Pick<IMeshService, Read> {
  readonly placements: Placements<V>;
}

/** Reads the name and the options of a service; reports what `Mesh.addService` says. */
export function readService<V extends string>(
  state: MeshState,
  given: string,
  props: MeshServiceProps<V>,
  at: CallSite,
): ReadService<V> {
  const name = nameText(given);
  const role = `service "${name}"`;
  const options = readOptions(state, props, `options of ${role}`, KEYS, at);
  const { port, ports, versions, namespace = 'default', serviceAccountName: account } = options;
  state.issues.push(
    ...checkLabel('service name', given, at, true),
    ...checkLabel(`namespace of ${role}`, namespace, at),
    ...(account === undefined ? [] : checkObjectName(`service account of ${role}`, account, at)),
  );
  const read = {
    ports: readPorts(state, name, { port, ports }, at),
    placements: readPlacements(state, name, versions, at),
  };
  const distribution = readDistribution(state, name, options.distribution ?? 'spread', placesOf(read.placements), at);
  const workloads = readOrigin(state, options.workloads, `workloads of ${role}`, at);
  checkIdentity(state, name, workloads, account, at);
  // bridge: the other options are read the old way
  const { trafficPolicy, versionPolicies } = options;
  const policies = state.log.part(role, { trafficPolicy, versionPolicies }, at);
  const trafficPolicies = readPolicies(policies.options(['trafficPolicy', 'versionPolicies']), {
    name,
    versions: [...read.placements.keys()],
  });
  const serviceAccountName = account === undefined ? `${state.name}-${name}` : nameText(account);
  return {
    ...read,
    name,
    namespace: nameText(namespace),
    serviceAccountName,
    distribution,
    workloads,
    trafficPolicies,
  };
}
