/**
 * The plans of services, each made once for all clusters that see the service alike.
 * @module
 */
import type { IMeshService, MeshDescription } from '../../mesh';
import { isAlike } from '../alike';
import type { ServicePlan } from '../service-plan';
import type { ServiceView } from '../view';
import type { Crossing } from './crossing';
import { planService } from './plan-service';

/** Plans services as clusters see them. */
export class ServicePlans {
  readonly #mesh: MeshDescription;
  readonly #crossing: Crossing;
  readonly #known = new Map<IMeshService, (readonly [ServiceView, ServicePlan])[]>();

  constructor(mesh: MeshDescription, crossing: Crossing) {
    this.#mesh = mesh;
    this.#crossing = crossing;
  }

  /** The plan of a service as a cluster sees it. */
  of(view: ServiceView): ServicePlan {
    const known = this.#known.get(view.service) ?? [];
    const alike = known.find(([other]) => isAlike(view, other, this.#crossing.keepsBySubset));
    if (alike !== undefined) return alike[1];
    const plan = planService(this.#mesh, view, this.#crossing);
    this.#known.set(view.service, [...known, [view, plan]]);
    return plan;
  }
}
