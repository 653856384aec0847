/**
 * The workload of the benchmark, described with the library's own API. Version v1 of every service runs in every cluster, v2 and
 * v3 in one cluster each. The user jason is sent to v2 and v3, and everyone else to v1.
 * @module
 */
import { GatewayAddress, Mesh, SniAddressing, StringMatch, type MeshPlan } from '../../../lib';

/** How large the mesh is, and how its requests are distributed. */
export interface Workload {
  readonly clusters: number;
  readonly services: number;
  readonly distribution: 'local' | 'spread';
}

/** Describes and plans the mesh. */
export function planWorkload({ clusters: count, services, distribution }: Workload): MeshPlan {
  const mesh = new Mesh('bench');
  const [first, ...others] = Array.from({ length: count }, (_, index) =>
    mesh.addCluster(`c${index}`, {
      locality: `region-${index}`,
      gateway: GatewayAddress.parse(`192.0.2.${index + 1}`),
    }),
  );
  if (first === undefined) throw new Error('A mesh needs a cluster.');
  const at = (index: number): typeof first => [first, ...others][index % count] ?? first;
  for (let index = 0; index < services; index += 1) {
    const versions = { v1: [first, ...others], v2: [at(index)], v3: [at(index + 1)] } as const;
    const service = mesh.addService(`svc-${index}`, { port: 8080, versions, distribution });
    service.addRoute([
      {
        match: [{ headers: { 'end-user': StringMatch.exact('jason') } }],
        to: [
          { version: 'v2', weight: 50 },
          { version: 'v3', weight: 50 },
        ],
      },
      { to: [{ version: 'v1' }] },
    ]);
  }
  return mesh.plan(new SniAddressing());
}
