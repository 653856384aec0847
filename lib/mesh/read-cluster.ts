/**
 * Reads the options of a cluster.
 * @module
 */
import type { CallSite } from '../errors';
import { isLocality } from '../istio';
import type { ClusterProps, PlacedCluster } from './cluster';
import { readIpFamilies } from './ip-families';
import { MESH } from './messages';
import { readGateway } from './read-gateway';
import type { MeshState } from './state';

const LOCALITY = 'be a region, region/zone or region/zone/subzone';

/** Reads the options of a cluster. */
export function readClusterProps(state: MeshState, name: string, props: ClusterProps, at: CallSite): PlacedCluster {
  const part = state.log.part(`cluster "${name}"`, props, at);
  const { locality, gateway, ipFamilies } = part.options(['locality', 'gateway', 'ipFamilies']);
  const sound = locality.isGiven ? locality.text(MESH.MC021, isLocality, LOCALITY) : undefined;
  return {
    // if the locality could not be read, the cluster gets a unique one, so that no other issue follows
    locality: locality.isSound ? sound : name,
    gateway: gateway.isAbsent ? undefined : readGateway(gateway, name, [...state.clusters.values()]),
    ipFamilies: ipFamilies.optional(readIpFamilies),
  };
}
