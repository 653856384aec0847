/**
 * Checks the names of subsets.
 * @module
 */
import { type CallSite, type ConfigIssue, issue } from '../../errors';
import type { IMeshService } from '../../mesh';
import { namedIn, subsetName, type Target, targetTitle } from '../destination';
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
  ...givenRoutes(planned).flatMap(({ route: { service, rules, describedAt } }) => [
    ...findClashes(service, namedIn(rules), describedAt).values(),
  ]),
];

function findVersions({ name, versions, describedAt }: IMeshService): readonly ConfigIssue[] {
  return clashingVersions(versions).map(([first, second]) => {
    const what = `Versions "${first}" and "${second}" of service "${name}" must have subsets with different names, but both would be named "${subsetOf(second)}".`;
    return issue(PLAN.MC166, { what, got: second }, describedAt);
  });
}

/** The issues of targets whose subsets have the name of another subset, by those names. `at` is where they are described. */
export function findClashes(
  service: IMeshService,
  targets: readonly Target[],
  at: CallSite,
): ReadonlyMap<string, ConfigIssue> {
  const owners = new Map<string, Target>(
    service.versions.map((version) => [subsetOf(version), { version, cluster: undefined }]),
  );
  const issues = new Map<string, ConfigIssue>();
  for (const { version, cluster } of targets) {
    const name = subsetName({ version, cluster });
    if (name === undefined || cluster === undefined) continue;
    const owner = owners.get(name) ?? { version, cluster };
    owners.set(name, owner);
    if (owner.version === version && owner.cluster === cluster) continue;
    const what = `The subset of ${targetTitle(service, version)} in "${cluster.name}" would be named "${name}", which is the name of another subset.`;
    issues.set(name, issue(PLAN.MC039, { what, got: name }, at));
  }
  return issues;
}
