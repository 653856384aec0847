/**
 * Who owns what in a cluster: objects, and hosts for sidecars, callers and gateways.
 * @module
 */
import type { Finding } from '../../errors';
import type { Share } from './claim';
import { ENTRIES } from './entries';
import { findSharedObjects } from './objects';
import { findClashes } from './ownership';
import { ROUTES } from './routes';
import { RULES } from './rules';
import { SERVERS } from './servers';

/**
 * Finds what an app claims in a cluster although another object owns it: one of its own, or one of the apps that are `written`
 * before it (MC030, MC135 to MC138).
 */
export function checkOwners(own: Share, written: readonly Share[]): readonly Finding[] {
  return [
    ...findSharedObjects(own, written),
    ...findClashes(ROUTES, own, written),
    ...findClashes(RULES, own, written),
    ...findClashes(ENTRIES, own, written),
    ...findClashes(SERVERS, own, written),
  ];
}
