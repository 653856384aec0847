/**
 * Plans a mesh, in the part that is the same for all schemes.
 * @module
 */
import type { MeshDescription, MeshPlanner, Planned } from '../../mesh';
import { CHECKS } from '../checks/all';
import { sharedDialect } from '../dialect/shared';
import { MeshPlan } from '../mesh-plan';
import { routeMesh, type RoutedMesh } from '../routed-mesh';
import { keepSource } from '../source';
import { planCluster } from './plan-cluster';
import type { Crossing } from './crossing';
import { ServicePlans } from './service-plans';

/** How calls cross clusters. `Mesh.plan` takes one. */
export abstract class Scheme implements MeshPlanner<MeshPlan> {
  /** Plans a mesh; `Mesh.plan` calls it. */
  planMesh(mesh: MeshDescription): Planned<MeshPlan> {
    const routed = routeMesh(mesh);
    const crossed = this.cross(routed);
    const crossing = { ...crossed, dialect: sharedDialect(crossed.dialect) };
    const plans = new ServicePlans(mesh, crossing);
    const clusters = mesh.clusters.map((cluster, index) =>
      planCluster(
        mesh,
        cluster,
        routed.services.flatMap(({ views }) => views[index] ?? []),
        { crossing, plans },
      ),
    );
    const planned = { ...routed, clusters };
    const issues = [...crossing.checks, ...CHECKS].flatMap((check) => check(planned));
    const plan = keepSource(new MeshPlan(mesh.name, clusters), { description: mesh, scheme: this });
    return { plan, issues: [...crossing.issues, ...issues] };
  }

  /** Decides how the calls of a mesh cross clusters. */
  protected abstract cross(routed: RoutedMesh): Crossing;
}
