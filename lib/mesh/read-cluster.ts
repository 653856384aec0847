/**
 * Reading the options of a cluster.
 * @module
 */
import type { CallSite } from '../errors';
import { isLocality } from '../istio';
import type { ClusterProps, PlacedCluster } from './cluster';
import { MESH } from './messages';
import { readGateway } from './read-gateway';
import type { MeshState } from './state';

const LOCALITY = 'be a region, region/zone or region/zone/subzone, as the topology labels of nodes say';

/** Reads the options of a cluster. */
export function readClusterProps(state: MeshState, name: string, props: ClusterProps, at: CallSite): PlacedCluster {
  const { locality, gateway } = state.log.part(`cluster "${name}"`, props, at).options(['locality', 'gateway']);
  const sound = locality.isGiven ? locality.text(MESH.MC021, isLocality, LOCALITY) : undefined;
  return {
    // a cluster whose locality could not be read is in a place of its own: nothing follows from that
    locality: locality.isSound ? sound : name,
    gateway: gateway.isAbsent ? undefined : readGateway(gateway, name, [...state.clusters.values()]),
  };
}
