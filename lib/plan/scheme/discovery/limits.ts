/**
 * Checks what endpoint discovery cannot write, because all Pods of another cluster are one endpoint, without their labels.
 * @module
 */
import { issue } from '../../../errors';
import type { Check } from '../../checks/check';
import { DISCOVERY } from './messages';

/** Reports orders of clusters, which would need a label on each endpoint (MC095). */
export const checkOrders: Check = ({ mesh }) =>
  mesh.services.flatMap(({ name, distribution, describedAt }) => {
    if (typeof distribution !== 'object') return [];
    const what = `Under EndpointDiscovery, "distribution" of service "${name}" must be "local", "spread" or "failover", but is an order of clusters.`;
    return [issue(DISCOVERY.MC095, { what, got: distribution.failover }, describedAt)];
  });

/** Reports outlier detection, which would eject a whole cluster for the errors of one Pod (MC096). */
export const checkOutlierDetection: Check = ({ mesh }) =>
  mesh.services.flatMap(({ name, trafficPolicies: { service, versions }, describedAt }) => {
    const policies = [
      { option: 'trafficPolicy', policy: service },
      ...Object.entries(versions).map(([version, policy]) => ({ option: `versionPolicies.${version}`, policy })),
    ];
    return policies.flatMap(({ option, policy }) => {
      if (policy?.outlierDetection === undefined) return [];
      const what = `Under EndpointDiscovery, "${option}" of service "${name}" must not have "outlierDetection".`;
      return [issue(DISCOVERY.MC096, { what, got: policy.outlierDetection }, describedAt)];
    });
  });
