/**
 * Checks the names of subsets.
 * @module
 */
import { type ConfigIssue, issue } from '../../errors';
import type { IMeshService, Route } from '../../mesh';
import { subsetName, type Target } from '../destination';
import { PLAN } from '../messages';
import { clashingVersions, subsetOf } from '../subset-name';
import type { Check } from './check';
import { givenRoutes } from './given-routes';

/**
 * Reports versions whose subsets would have the same name (MC166), and destinations in one cluster whose subset would have the
 * name of another subset (MC039).
 */
export const checkSubsetNames: Check = (planned) => [
  ...planned.services.flatMap(({ service }) => findVersions(service)),
  ...givenRoutes(planned).flatMap(({ route }) => [...findClashes(route).values()]),
];

function findVersions({ name, versions, describedAt }: IMeshService): readonly ConfigIssue[] {
  return clashingVersions(versions).map(([first, second]) => {
    const what = `Versions "${first}" and "${second}" of service "${name}" must have subsets with different names, but both would be named "${subsetOf(second)}".`;
    return issue(PLAN.MC166, { what, got: second }, describedAt);
  });
}

function findClashes({ service, rules, describedAt }: Route): ReadonlyMap<string, ConfigIssue> {
  const owners = new Map<string, Target>(
    service.versions.map((version) => [subsetOf(version), { version, cluster: undefined }]),
  );
  const issues = new Map<string, ConfigIssue>();
  for (const { version, cluster } of rules.flatMap(({ to, actions: { mirrors = [] } }) => [...to, ...mirrors])) {
    const name = subsetName({ version, cluster });
    if (name === undefined || cluster === undefined) continue;
    const owner = owners.get(name) ?? { version, cluster };
    owners.set(name, owner);
    if (owner.version === version && owner.cluster === cluster) continue;
    const what = `The subset of version "${version ?? ''}" of "${service.name}" in "${cluster.name}" would be named "${name}", which is the name of another subset.`;
    issues.set(name, issue(PLAN.MC039, { what, got: name }, describedAt));
  }
  return issues;
}
