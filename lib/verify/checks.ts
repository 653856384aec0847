/**
 * The checks of what one app writes into a cluster, in the order in which they report.
 * @module
 */
import type { Finding } from '../errors';
import { checkChanges } from './changes/check-changes';
import { checkEffects } from './changes/check-effects';
import { checkMissing } from './changes/check-missing';
import { checkObjects } from './owners/objects';
import { checkImports } from './reach/check-imports';
import { checkPeers } from './reach/check-peers';
import { checkProxies } from './reach/check-proxies';
import { checkServices } from './reach/check-services';
import { checkReferences } from './references/check-references';
import { checkTargets } from './references/check-targets';
import { checkGenerated } from './workloads/check-generated';
import { checkWorkloads } from './workloads/check-workloads';
import type { Written } from './written';

/** Finds what is wrong with what an app writes. */
export type Check = (written: Written) => readonly Finding[];

/** All checks. */
export const CHECKS: readonly Check[] = [
  checkObjects,
  checkChanges,
  checkMissing,
  checkEffects,
  checkWorkloads,
  checkGenerated,
  checkServices,
  checkProxies,
  checkPeers,
  checkImports,
  checkReferences,
  checkTargets,
];
