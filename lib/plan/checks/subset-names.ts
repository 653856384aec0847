/**
 * Checks the names of subsets for destinations in one cluster.
 * @module
 */
import { type ConfigIssue, issue } from '../../errors';
import { MAX_LABEL } from '../../istio';
import type { Route } from '../../mesh';
import { subsetName, type Target } from '../destination';
import { PLAN } from '../messages';
import type { Check } from './check';
import { givenRoutes } from './given-routes';

/** Reports destinations in one cluster whose subset would have the name of another subset, or too long a name (MC039). */
export const checkSubsetNames: Check = (planned) =>
  givenRoutes(planned).flatMap(({ route }) => [...findClashes(route).values()]);

function findClashes({ service, rules, describedAt }: Route): ReadonlyMap<string, ConfigIssue> {
  const owners = new Map<string, Target>(service.versions.map((version) => [version, { version, cluster: undefined }]));
  const issues = new Map<string, ConfigIssue>();
  for (const { version, cluster } of rules.flatMap(({ to, actions: { mirrors = [] } }) => [...to, ...mirrors])) {
    const name = subsetName({ version, cluster });
    if (name === undefined || cluster === undefined) continue;
    const owner = owners.get(name) ?? { version, cluster };
    owners.set(name, owner);
    const isTaken = owner.version !== version || owner.cluster !== cluster;
    if (!isTaken && name.length <= MAX_LABEL) continue;
    const why = isTaken ? 'which is the name of another subset' : `which has more than ${MAX_LABEL} characters`;
    const what = `The subset of version "${version ?? ''}" of "${service.name}" in "${cluster.name}" would be named "${name}", ${why}.`;
    issues.set(name, issue(PLAN.MC039, { what, got: name }, describedAt));
  }
  return issues;
}
