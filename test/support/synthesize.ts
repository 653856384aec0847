/**
 * Synthesizes the manifests of a described mesh, with the Services and Deployments that others make.
 * @module
 */
import { ApiObject, type ApiObjectProps, Chart, Testing } from 'cdk8s';
import {
  bookinfoContainer,
  ClusterChart,
  EndpointDiscovery,
  type Scheme,
  type ServicePlan,
  WorkloadCheck,
} from '../../lib';
import type { Clusters, Manifest } from './clusters';
import { type DescribedMesh, planned } from './mesh/describe';

/** Synthesizes the objects of all clusters under a scheme, by default SniAddressing. */
export function synthesize(described: DescribedMesh, scheme?: Scheme): Clusters {
  const { clusters } = described;
  const plan = planned(described, scheme);
  const manifests = clusters.map((cluster) => {
    const own = plan.for(cluster);
    const app = Testing.app();
    const chart = new ClusterChart(app, 'shop', { plan: own, container: bookinfoContainer });
    const others = new Chart(app, 'others');
    for (const [id, object] of own.services.flatMap(existingObjects).entries()) new ApiObject(others, `${id}`, object);
    new WorkloadCheck(app, 'check', { plan: own });
    return [cluster.name, [chart, others].flatMap((each) => Testing.synth(each) as readonly Manifest[])] as const;
  });
  return {
    manifests: new Map(manifests),
    gateways: new Map(
      clusters.flatMap(({ name, gateway }) =>
        (gateway?.addresses ?? []).map(({ value }) => [`${value}:${gateway?.port ?? 0}`, name] as const),
      ),
    ),
    stock: new Set(clusters.filter(({ gateway }) => gateway?.object === undefined).map(({ name }) => name)),
    areDiscovered: scheme instanceof EndpointDiscovery,
  };
}

/** The objects that others make for a service with existing workloads, with only the labels that they need. */
function existingObjects({ service, existing }: ServicePlan): readonly ApiObjectProps[] {
  const { name, namespace, serviceAccountName } = service;
  const own = { team: name };
  const made = existing.map(({ version, podLabels }) => ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: `${name}-${version}`, namespace, labels: own },
    spec: {
      template: { metadata: { labels: { ...own, ...podLabels } }, spec: { serviceAccountName, containers: [] } },
    },
  }));
  const ports = service.ports.map(({ name: port, number, targetPort, protocol }) => ({
    name: port,
    port: number,
    targetPort,
    appProtocol: protocol.toLowerCase(),
  }));
  const spec = { selector: own, ports };
  return made.length === 0
    ? []
    : [{ apiVersion: 'v1', kind: 'Service', metadata: { name, namespace, labels: own }, spec }, ...made];
}
