/**
 * What Istio refuses or ignores in its configuration of a mesh.
 * @module
 */
import { type Finding, finding } from '../../errors';
import { meshConfigFaults, positionOf, readValue, type SchemaFault } from '../../manifests';
import { TRACES } from '../messages';
import type { Cluster } from '../model/cluster';
import { configMapIn, configTextOf, isConfig } from '../model/config-maps';
import { saidOf } from './refused';

/** Finds what Istio refuses or ignores in the configurations of clusters (MC232). One that several have is reported once. */
export function meshConfigFaultsIn(clusters: readonly Cluster[]): readonly Finding[] {
  const given = new Map(clusters.flatMap((each) => (each.given === undefined ? [] : [[each.given, each] as const])));
  return [
    ...[...given].flatMap(([config, { name }]) =>
      reported(config, 'the MeshConfig', { cluster: name, object: '', at: '' }),
    ),
    ...clusters.filter((each) => each.given === undefined).flatMap(inConfigMap),
  ];
}

function inConfigMap({ name: cluster, objects }: Cluster): readonly Finding[] {
  const map = configMapIn(objects);
  if (map === undefined) return [];
  const place = { cluster, object: map.id, at: positionOf(map, ['data', 'mesh']) };
  return reported(configTextOf(map), `the MeshConfig of cluster "${cluster}"`, place);
}

function reported(config: string, of: string, place: Pick<Finding, 'cluster' | 'object' | 'at'>): readonly Finding[] {
  if (!isConfig(config)) return [];
  return meshConfigFaults(readValue(config)).map((fault) =>
    finding(TRACES.MC232, { ...saidOf(fault, of), fix: fixOf(fault), severity: 'warning' }, place),
  );
}

function fixOf({ fault }: SchemaFault): string {
  return fault === 'unknown field'
    ? 'Correct or remove it. Istio ignores it, and so does the trace.'
    : 'Correct it. Istio refuses the whole MeshConfig as it is. The trace follows it all the same, without this field.';
}
