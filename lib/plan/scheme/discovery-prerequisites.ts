/**
 * What endpoint discovery takes besides manifests.
 * @module
 */
import type { MeshPlan } from '../mesh-plan';

/**
 * The commands that let every control plane of a mesh read the endpoints of the other clusters, and that tell each control
 * plane its network, for a shell: kubectl contexts and networks are named as the clusters. The installation of Istio has the
 * same names: `values.global.meshID`, `values.global.multiCluster.clusterName` and `values.global.network`.
 *
 * @example
 * console.log(discoveryPrerequisites(mesh.plan(new EndpointDiscovery())));
 * @see https://istio.io/latest/docs/setup/install/multicluster/multi-primary_multi-network/
 */
export function discoveryPrerequisites(plan: MeshPlan): string {
  const names = plan.clusters.map(({ cluster }) => cluster.name);
  const labels = names.flatMap((name) =>
    ['namespace istio-system', 'service --namespace=istio-system istio-eastwestgateway'].map(
      (object) => `kubectl --context=${name} label ${object} topology.istio.io/network=${name} --overwrite`,
    ),
  );
  const secrets = names.flatMap((read) =>
    names
      .filter((reader) => reader !== read)
      .map(
        (reader) =>
          `istioctl create-remote-secret --context=${read} --name=${read} | kubectl apply --context=${reader} -f -`,
      ),
  );
  return [
    '# the network of each cluster and of its east-west gateway',
    ...labels,
    '# what each control plane reads the others by',
    ...secrets,
    '',
  ].join('\n');
}
