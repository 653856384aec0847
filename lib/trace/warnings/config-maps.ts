/**
 * ConfigMaps of Istio that a trace cannot read, or cannot choose from.
 * @module
 */
import { type Finding, finding, joinWords } from '../../errors';
import { positionOf } from '../../manifests';
import { TRACES } from '../messages';
import type { Cluster } from '../model/cluster';
import { configMapsIn, configTextOf, isConfig } from '../model/config-maps';

/** Finds what is wrong with the ConfigMaps in which Istio's configuration of a cluster stands (MC233, MC234). */
export function configMapFaultsIn({ name: cluster, objects, facts }: Cluster): readonly Finding[] {
  const maps = facts.config === undefined ? configMapsIn(objects) : [];
  const [map, ...others] = maps;
  if (map === undefined) return [];
  const { id: object, at } = map;
  const several = `Cluster "${cluster}" must have one MeshConfig for a trace to follow, but has ${joinWords(maps.map(({ id }) => id))}. The trace follows that of ${object}.`;
  const unread = `"data.mesh" of ${object} in cluster "${cluster}" must be a map in YAML, but is not. The trace takes Istio's default.`;
  const place = { cluster, object, at: positionOf(map, ['data', 'mesh']) };
  return [
    ...(others.length === 0
      ? []
      : [finding(TRACES.MC234, { what: several, severity: 'warning' }, { cluster, object, at })]),
    ...(isConfig(configTextOf(map)) ? [] : [finding(TRACES.MC233, { what: unread, severity: 'warning' }, place)]),
  ];
}
