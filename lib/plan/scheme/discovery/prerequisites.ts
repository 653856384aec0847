/**
 * The commands that endpoint discovery needs in addition to manifests.
 * @module
 */
import { CallSite, ConfigError, issue } from '../../../errors';
import { ISTIO_NAMESPACE } from '../../../istio';
import { type ClusterGateway, DEFAULT_OBJECT } from '../../../mesh';
import { IssueLog, SHAPE } from '../../../reading';
import { MeshPlan } from '../../mesh-plan';
import { sourceOf } from '../../source';
import { EndpointDiscovery } from './endpoint-discovery';
import { DISCOVERY } from './messages';

/**
 * The shell commands that set the network of each control plane, and let it read the endpoints of the other clusters. In them,
 * kubectl contexts and networks have the names of the clusters. Install Istio with one `values.global.meshID`, and with the
 * names of the clusters as `values.global.multiCluster.clusterName` and `values.global.network`. The commands find a gateway
 * with a custom selector by that selector.
 *
 * @param plan the plan of the whole mesh under EndpointDiscovery
 * @throws ConfigError MC035 for any other value, such as the plan of one cluster, and MC131 for the plan of another scheme
 * @example
 * console.log(discoveryPrerequisites(mesh.plan(new EndpointDiscovery())));
 * @see https://istio.io/latest/docs/setup/install/multicluster/multi-primary_multi-network/
 */
export function discoveryPrerequisites(plan: MeshPlan): string {
  const { clusters: plans } = readPlan(plan);
  const clusters = plans.map(({ cluster }) => cluster);
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

/** Reads the plan of a mesh (MC035) under EndpointDiscovery (MC131). */
function readPlan(given: MeshPlan): MeshPlan {
  const log = new IssueLog();
  const part = log.part('the argument of discoveryPrerequisites', given, CallSite.here());
  const fix = 'Pass what mesh.plan(new EndpointDiscovery()) returned.';
  const plan = part.instance(SHAPE.MC035, MeshPlan, 'be the plan of a mesh', { fix });
  if (plan === undefined) throw new ConfigError(log.issues);
  const { scheme } = sourceOf(plan) ?? {};
  if (scheme instanceof EndpointDiscovery) return plan;
  const name = scheme === undefined ? 'another scheme' : scheme.constructor.name;
  const what = `The argument of discoveryPrerequisites must be planned with EndpointDiscovery, but is planned with ${name}.`;
  throw new ConfigError([issue(DISCOVERY.MC131, { what }, CallSite.here())]);
}

/** The Service of an east-west gateway, as an argument of kubectl. */
function gatewayService({ selector, namespace }: NonNullable<ClusterGateway['object']> = DEFAULT_OBJECT): string {
  const labels = Object.entries(selector).map(([name, value]) => `${name}=${value}`);
  const isInstalledByIstio = labels.join() === 'istio=eastwestgateway';
  return `service --namespace=${namespace} ${isInstalledByIstio ? 'istio-eastwestgateway' : `--selector=${labels.join()}`}`;
}
