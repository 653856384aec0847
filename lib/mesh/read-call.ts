/**
 * Reads the callee and the options of a call.
 * @module
 */
import type { CallSite } from '../errors';
import type { Part } from '../reading';
import type { Callee } from './call';
import type { Caller } from './caller';
import type { Cluster } from './cluster';
import { readVersion, type RoutedVersions } from './known-clusters';
import { MESH } from './messages';
import { byName } from './names';
import type { CallOptions } from './service-props';
import type { MeshState } from './state';

/** Reads the service that is called (MC009). If it is wrong, it is reported, and the service that was probably meant is used. */
export function readCallee(state: MeshState, { name }: Caller, given: Callee, at: CallSite): Callee | undefined {
  return state.readCallee(state.log.part(`the service that "${name}" calls`, given, at)) ?? state.findMeant(given);
}

/**
 * Reads the options of a call, and answers the clusters that run the calling versions. Answers no clusters if the versions or
 * their clusters could not be read.
 */
export function readCallOptions<V extends string>(
  state: MeshState,
  service: RoutedVersions<V>,
  callee: Callee | undefined,
  options: CallOptions<V>,
  at: CallSite,
): readonly Cluster[] {
  const title = `the call from "${service.name}"${callee === undefined ? '' : ` to "${callee.name}"`}`;
  const { from } = state.log.part(title, options, at).options(['from']);
  const versions = from.isAbsent ? service.versions : readFrom(from, service);
  const places = versions.map((version) => service.clustersOf(version));
  return from.isSound && places.every((clusters) => clusters.length > 0) ? byName(new Set(places.flat())) : [];
}

function readFrom<V extends string>(part: Part<readonly V[]>, service: RoutedVersions<V>): readonly V[] {
  const fix = 'Name the versions that call, or leave "from" out if all of them do.';
  part.notEmpty(MESH.MC008, 'at least one version', { fix });
  if (!part.isSound) return [];
  return part.list('versions').flatMap((each) => readVersion(each, service) ?? []);
}
