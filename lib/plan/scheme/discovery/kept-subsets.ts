/**
 * Checks the names of subsets for callers that stay in their own cluster.
 * @module
 */
import type { ConfigIssue } from '../../../errors';
import type { Check } from '../../checks/check';
import { findClashes } from '../../checks/subset-names';
import { namedIn } from '../../destination';
import type { RoutedService } from '../../routed-mesh';

/** Reports subsets for callers that stay in their own cluster if another subset has that name (MC039). */
export const checkKeptSubsets: Check = ({ services }) => services.flatMap(reportKept);

function reportKept({ service, views }: RoutedService): readonly ConfigIssue[] {
  const { describedAt, routes } = service;
  const kept = views[0]?.kept ?? [];
  const named = routes.flatMap(({ rules }) => namedIn(rules));
  // what rules name is already reported
  const reported = findClashes(service, named, describedAt);
  const found = findClashes(service, [...named, ...kept], describedAt);
  return [...found].filter(([name]) => !reported.has(name)).map(([, clash]) => clash);
}
