/**
 * What stays the same in the lab between configurations, for traces.
 * @module
 */
import type { MeshWorld, StoredObject } from '../../trace/transcripts/transcript';
import { MESH_CONFIG } from '../lab/control-plane';
import { installedGateway } from '../lab/gateways';
import type { KubeObject } from '../lab/kube-api';
import { lab } from '../scenarios/lab';
import { CLUSTERS, NAMESPACES, workloadsIn } from './world';

interface Service extends KubeObject {
  readonly spec: {
    readonly selector?: Readonly<Record<string, string>>;
    readonly ports: readonly { readonly name?: string; readonly port: number; readonly targetPort?: number | string }[];
  };
}

/** The workloads and the gateways of the lab, and the Services of others: proxies listen at their ports. */
export async function meshWorld(): Promise<MeshWorld> {
  const objects = await Promise.all(
    CLUSTERS.map(async (cluster) => {
      const all = [...objectsIn(cluster), ...(await otherServices(cluster))];
      return [`cluster${cluster}`, all] as const;
    }),
  );
  return {
    objects: Object.fromEntries(objects),
    config: MESH_CONFIG,
    localities: Object.fromEntries(CLUSTERS.map((cluster) => [`cluster${cluster}`, `region${cluster}/zone${cluster}`])),
  };
}

function objectsIn(cluster: number): readonly StoredObject[] {
  const kinds = cluster === 1 ? (['eastwest', 'ingress'] as const) : (['eastwest'] as const);
  return [...workloadsIn(cluster), ...kinds.flatMap((kind) => installedGateway(cluster, kind))].filter(
    ({ kind }) => kind !== 'ServiceAccount',
  );
}

async function otherServices(cluster: number): Promise<readonly StoredObject[]> {
  const services = await lab.api(cluster).list<Service>('/api/v1/services');
  const own: readonly string[] = [...NAMESPACES, 'istio-system'];
  return services
    .filter(({ metadata: { namespace } }) => !own.includes(namespace))
    .map(({ metadata: { name, namespace }, spec: { selector, ports } }) => ({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name, namespace },
      spec: {
        ...(selector && { selector }),
        ports: ports.map(({ name, port, targetPort = port }) => ({ ...(name && { name }), port, targetPort })),
      },
    }));
}
