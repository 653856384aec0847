/**
 * What each cluster needs, derived from a description under a scheme.
 * @module
 */
export {
  ClusterPlan,
  type DeploymentPlan,
  type DeploymentSpec,
  type ServicePlan,
  type ServiceSpec,
  type TrafficPlan,
  type WorkloadsPlan,
} from './cluster-plan';
export { MeshPlan } from './mesh-plan';
export { Article2019, type Article2019Props } from './scheme/article-2019';
export { Scheme } from './scheme/scheme';
export { SniAddressing, type SniAddressingProps } from './scheme/sni-addressing';
export { VipLedger, type VipLedgerProps } from './vips/ledger';
