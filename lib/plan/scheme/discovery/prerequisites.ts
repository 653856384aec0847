/**
 * What endpoint discovery needs besides manifests.
 * @module
 */
import { ISTIO_NAMESPACE } from '../../../istio';
import { type ClusterGateway, DEFAULT_OBJECT } from '../../../mesh';
import type { MeshPlan } from '../../mesh-plan';

/**
 * The shell commands that tell each control plane its network, and let it read the endpoints of the other clusters. They name
 * kubectl contexts and networks after the clusters. Install Istio with the same names: `values.global.meshID`,
 * `values.global.multiCluster.clusterName` and `values.global.network`. A gateway with a selector of its own is found by it.
 *
 * @example
 * console.log(discoveryPrerequisites(mesh.plan(new EndpointDiscovery())));
 * @see https://istio.io/latest/docs/setup/install/multicluster/multi-primary_multi-network/
 */
export function discoveryPrerequisites(plan: MeshPlan): string {
  const clusters = plan.clusters.map(({ cluster }) => cluster);
  const names = clusters.map(({ name }) => name);
  const labels = clusters.flatMap(({ name, gateway }) =>
    [`namespace ${ISTIO_NAMESPACE}`, gatewayService(gateway?.object)].map(
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

/** The Service of an east-west gateway, to kubectl. */
function gatewayService({ selector, namespace }: NonNullable<ClusterGateway['object']> = DEFAULT_OBJECT): string {
  const labels = Object.entries(selector).map(([name, value]) => `${name}=${value}`);
  const isInstalledByIstio = labels.join() === 'istio=eastwestgateway';
  return `service --namespace=${namespace} ${isInstalledByIstio ? 'istio-eastwestgateway' : `--selector=${labels.join()}`}`;
}
