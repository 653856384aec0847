/**
 * Describes a mesh from its data, in any order.
 * @module
 */
import {
  type Cluster,
  type ClusterGatewayProps,
  GatewayAddress,
  Mesh,
  type MeshPlan,
  type MeshService,
  type Scheme,
  SniAddressing,
  VipLedger,
} from '../../../lib';
import type { MeshData } from './data';
import { addressCount, INGRESS, WORKER } from './facts';
import { inOrder, type MeshOrder, NATURAL_ORDER } from './order';
import { describeService, some } from './service';

/** A described mesh and its parts. */
export interface DescribedMesh {
  readonly mesh: Mesh;
  readonly leastPrivilege: boolean;
  readonly clusters: readonly Cluster[];
  readonly services: readonly MeshService<string>[];
}

/** Plans a described mesh, by default under SniAddressing with a new ledger. */
export function planned(
  { mesh }: Pick<DescribedMesh, 'mesh'>,
  scheme: Scheme = new SniAddressing({ vips: VipLedger.parse('') }),
): MeshPlan {
  return mesh.plan(scheme);
}

/** Describes a mesh in a given order. */
export function describeMesh(data: MeshData, order: MeshOrder = NATURAL_ORDER): DescribedMesh {
  const leastPrivilege =
    data.leastPrivilege && data.calls.length + data.ingress.callees.length + data.worker.callees.length > 0;
  const mesh = new Mesh('shop', { leastPrivilege });
  const clusters = inOrder(data.clusters, order.clusters).map((cluster) =>
    mesh.addCluster(cluster.name, {
      gateway: gatewayOf(data, cluster),
      ...(cluster.locality !== undefined && { locality: `${cluster.locality}${cluster.name}` }),
    }),
  );
  const services = new Map(
    inOrder(data.services, order.services).map((service) => [
      service.name,
      describeService(mesh, data, { ...service, versions: inOrder(service.versions, order.versions) }, clusters),
    ]),
  );
  for (const { caller, from, callee } of order.areCallsReversed ? data.calls.toReversed() : data.calls) {
    const target = services.get(callee);
    if (target !== undefined) services.get(caller)?.calls(target, { from: some(from) });
  }
  describeIngress(mesh, data, clusters, services);
  describeWorker(mesh, data, clusters, services);
  return { mesh, leastPrivilege, clusters, services: [...services.values()] };
}

/** The gateway of a cluster. Gateways with node ports share their addresses and differ only in the port. */
function gatewayOf(data: MeshData, cluster: MeshData['clusters'][number]): ClusterGatewayProps {
  const index = data.clusters.indexOf(cluster);
  const address = (nth: number): GatewayAddress =>
    GatewayAddress.parse(
      { ip: `192.0.2.${10 * index + nth}`, dns: `gw${index}-${nth}.example.com`, 'node port': `192.0.2.${100 + nth}` }[
        cluster.kind
      ],
    );
  return {
    addresses: some([...Array(addressCount(data, cluster)).keys()].map(address)),
    ...(cluster.kind === 'node port' && { port: 31_000 + index }),
    ...(cluster.isStock && { exposure: 'stock' }),
  };
}

function describeIngress(
  mesh: Mesh,
  { ingress: { places, callees } }: MeshData,
  clusters: readonly Cluster[],
  services: ReadonlyMap<string, MeshService<string>>,
): void {
  if (callees.length === 0) return;
  const { name, ...options } = INGRESS;
  const gateway = mesh.addIngressGateway(name, {
    ...options,
    clusters: some(clusters.filter((cluster) => places.includes(cluster.name))),
  });
  for (const callee of callees) {
    const service = services.get(callee);
    if (service !== undefined) gateway.calls(service);
  }
}

function describeWorker(
  mesh: Mesh,
  { worker: { places, callees } }: MeshData,
  clusters: readonly Cluster[],
  services: ReadonlyMap<string, MeshService<string>>,
): void {
  if (callees.length === 0) return;
  const { name, ...options } = WORKER;
  const within = some(clusters.filter((cluster) => places.includes(cluster.name)));
  const worker = mesh.addCaller(name, { ...options, clusters: within });
  for (const callee of callees) {
    const service = services.get(callee);
    if (service !== undefined) worker.calls(service);
  }
}
