/**
 * Checks that clusters have a gateway address if other clusters send requests to them.
 * @module
 */
import { issue, listText } from '../../errors';
import { PLAN } from '../messages';
import type { Check } from './check';

/** Reports clusters without a gateway address that other clusters send requests to (MC023). For schemes that write addresses. */
export const checkGatewayAddresses: Check = ({ mesh, services }) =>
  mesh.clusters.flatMap((cluster, index) => {
    const exposed = services.filter(({ views }) => views[index]?.exposed).map(({ service }) => service.name);
    if (exposed.length === 0 || cluster.gateway !== undefined) return [];
    const called = `Other clusters call ${listText(exposed)} in cluster "${cluster.name}", so it must have a gateway address, but has none.`;
    if (mesh.calls !== undefined) return [issue(PLAN.MC023, { what: called }, cluster.describedAt)];
    const what = `${called} No call is declared, so every cluster calls every service.`;
    const fix = `Declare who calls whom with calls(). ${PLAN.MC023.fix}`;
    return [issue(PLAN.MC023, { what, fix }, cluster.describedAt)];
  });
