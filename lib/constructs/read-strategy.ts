/**
 * Reads how the Pods of a Deployment are replaced.
 * @module
 */
import { isPlain, type Part } from '../reading';
import type { VersionDeployment } from './deployment';
import { CONSTRUCTS } from './messages';

type Strategy = NonNullable<VersionDeployment['strategy']>;

/** Reads a strategy (MC035, MC182). Lazy values are left to cdk8s. */
export function readStrategy(part: Part<Strategy>): void {
  const { type, rollingUpdate } = part.options(['type', 'rollingUpdate']);
  if (isPlain(rollingUpdate.value)) rollingUpdate.options(['maxSurge', 'maxUnavailable']);
  if (!rollingUpdate.isGiven || type.value !== 'Recreate') return;
  const what = `${part.title} must have no "rollingUpdate" beside type "Recreate", but has both.`;
  part.report(CONSTRUCTS.MC182, what, { got: type.value });
}
