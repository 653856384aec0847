/**
 * Plans: what each cluster needs, derived from the description by a scheme.
 * @module
 */
export { proxiedCallees, proxyReasonOf } from './callees';
export { ClusterPlan, resourcesIn } from './cluster-plan';
export {
  type DeploymentPlan,
  type DeploymentSpec,
  groupsOfService,
  type ServicePlan,
  type ServiceSpec,
  type TrafficPlan,
  type WorkloadsPlan,
} from './service-plan';
export { type ExternalServicePlan, externalResources } from './external-plan';
export type { ExistingPods } from './existing-pods';
export { readCommonAnnotations, readCommonLabels } from './common-metadata';
export { MeshPlan } from './mesh-plan';
export { PLAN } from './messages';
export {
  checkedScope,
  type Located,
  planOf,
  type PlannedProps,
  providedPlan,
  providePlan,
  readProps,
} from './planned-props';
export type { PoliciesPlan } from './access/policies';
export { Article2019, type Article2019Props } from './scheme/article2019/article-2019';
export { discoveryPrerequisites } from './scheme/discovery/prerequisites';
export { EndpointDiscovery, type EndpointDiscoveryProps } from './scheme/discovery/endpoint-discovery';
export { Scheme } from './scheme/scheme';
export { settled } from './settled';
export { sourceOf } from './source';
export { SniAddressing, type SniAddressingProps } from './scheme/sni/sni-addressing';
export { VipLedger, type VipLedgerProps } from './vips/ledger';
