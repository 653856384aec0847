/**
 * Every check that a mesh must pass, whatever the scheme.
 * @module
 */
import type { Check } from './check';
import { checkCallerConditions } from './caller-conditions';
import { checkConsistentHashes } from './consistent-hashes';
import { checkDefaultRules } from './default-rules';
import { checkEmptyRoutes } from './empty-routes';
import { checkExternalCallers, checkExternalNames, checkExternalTcp } from './external-services';
import { checkFailover } from './failover';
import { checkHiddenRules } from './hidden-rules';
import { checkIngressPorts } from './ingress-ports';
import { checkNearness } from './nearness';
import { checkObjectNames } from './object-names';
import { checkRuleCallers } from './rule-callers';
import { checkSubsetNames } from './subset-names';
import { checkRootNamespace, checkSystemNamespaces } from './system-namespaces';
import { checkUnheededRoutes } from './unheeded-routes';
import { checkUnusedRoutes } from './unused-routes';

/** The checks, in the order in which their issues are reported. */
export const CHECKS: readonly Check[] = [
  checkUnusedRoutes,
  checkEmptyRoutes,
  checkSubsetNames,
  checkRuleCallers,
  checkDefaultRules,
  checkCallerConditions,
  checkHiddenRules,
  checkUnheededRoutes,
  checkIngressPorts,
  checkFailover,
  checkNearness,
  checkConsistentHashes,
  checkExternalCallers,
  checkExternalNames,
  checkExternalTcp,
  checkObjectNames,
  checkSystemNamespaces,
  checkRootNamespace,
];
