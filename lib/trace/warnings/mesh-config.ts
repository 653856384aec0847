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

/** A configuration that is one, as it was read, and where it stands. */
interface Placed {
  readonly config: unknown;
  /** What it is: "the MeshConfig". */
  readonly of: string;
  readonly place: Pick<Finding, 'cluster' | 'object' | 'at'>;
}

/** The configurations of clusters. One that several have is there once. */
export function configsOf(clusters: readonly Cluster[]): readonly Placed[] {
  const given = new Map(
    clusters.flatMap((each) => (each.facts.config === undefined ? [] : [[each.facts.config, each] as const])),
  );
  return [
    ...[...given].flatMap(([config, { name }]) =>
      placed(config, 'the MeshConfig', { cluster: name, object: '', at: '' }),
    ),
    ...clusters.filter((each) => each.facts.config === undefined).flatMap(inConfigMap),
  ];
}

function inConfigMap({ name: cluster, objects }: Cluster): readonly Placed[] {
  const map = configMapIn(objects);
  if (map === undefined) return [];
  const place = { cluster, object: map.id, at: positionOf(map, ['data', 'mesh']) };
  return placed(configTextOf(map), `the MeshConfig of cluster "${cluster}"`, place);
}

function placed(config: string, of: string, place: Placed['place']): readonly Placed[] {
  return isConfig(config) ? [{ config: readValue(config), of, place }] : [];
}

/** Finds what Istio refuses or ignores in the configurations of clusters (MC232). */
export function meshConfigFaultsIn(clusters: readonly Cluster[]): readonly Finding[] {
  return configsOf(clusters).flatMap(({ config, of, place }) =>
    meshConfigFaults(config).map((fault) =>
      finding(TRACES.MC232, { ...saidOf(fault, of), fix: fixOf(fault), severity: 'warning' }, place),
    ),
  );
}

function fixOf({ fault }: SchemaFault): string {
  return fault === 'unknown field'
    ? 'Correct or remove it. Istio ignores it, and so does the trace.'
    : 'Correct it. Istio refuses the whole MeshConfig as it is. The trace follows it all the same, without this field.';
}
