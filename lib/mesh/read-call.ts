/**
 * Reading who is called, and by which versions.
 * @module
 */
import type { CallSite } from '../errors';
import type { Part } from '../reading';
import type { Caller } from './caller';
import type { Cluster } from './cluster';
import type { IMeshService } from './imesh-service';
import { readVersion, type RoutedVersions } from './known-clusters';
import { MESH } from './messages';
import { byName } from './names';
import type { CallOptions } from './service-props';
import type { MeshState } from './state';

/** Reads who is called (MC009). */
export function readCallee(
  state: MeshState,
  { name }: Caller,
  given: IMeshService,
  at: CallSite,
): IMeshService | undefined {
  return state.readService(state.log.part(`the service that "${name}" calls`, given, at));
}

/** Reads the options of a call: the clusters that run the versions that call, or all if none of these can be read. */
export function readCallOptions<V extends string>(
  state: MeshState,
  service: RoutedVersions<V>,
  callee: IMeshService | undefined,
  options: CallOptions<V>,
  at: CallSite,
): readonly Cluster[] {
  const title = `the call from "${service.name}"${callee === undefined ? '' : ` to "${callee.name}"`}`;
  const { from } = state.log.part(title, options, at).options(['from']);
  const versions = from.isGiven ? readFrom(from, service) : [];
  const clusters = versions.flatMap((version) => service.clustersOf(version));
  return clusters.length === 0 ? service.clustersOf() : byName(new Set(clusters));
}

function readFrom<V extends string>(part: Part<readonly V[]>, service: RoutedVersions<V>): readonly V[] {
  const fix = 'Name the versions that call, or leave "from" out if all of them do.';
  part.notEmpty(MESH.MC008, 'at least one version', { fix });
  if (!part.isSound) return [];
  return part.list('versions').flatMap((each) => readVersion(each, service) ?? []);
}
