/**
 * Versions that get a copy of requests.
 * @module
 */
import type { Cluster } from '../cluster';
import { checkPin, type PinnableService } from './destinations';
import type { Part } from './part';
import { checkPercentage } from './percentage';

/** A version that gets a copy of requests; nobody waits for its answers. */
export interface HttpMirrorPolicy<V extends string> {
  /** A version of the service (MC008). */
  readonly version: V;
  /**
   * The one cluster that gets the copies, which runs the version (MC090).
   * @default - every cluster that runs the version
   */
  readonly cluster?: Cluster;
  /**
   * How many of the requests, from 0 to 100 percent, not below 0.0001 but 0 (MC051).
   * @default 100
   */
  readonly percentage?: number;
}

/** Checks mirrors; reports MC008, MC009, MC035, MC051 and MC090. */
export function checkMirrors<V extends string>(
  part: Part,
  mirrors: readonly HttpMirrorPolicy<V>[],
  service: PinnableService<V>,
): void {
  const { name, versions } = service;
  for (const given of part.list(mirrors)) {
    const { version, cluster, percentage } = part.of('a mirror').options(given, ['version', 'cluster', 'percentage']);
    if (!versions.some((known) => known === version)) {
      part.state.reportVersion(version, `a mirror of ${part.name} is no version of "${name}"`, versions, part.at);
    }
    checkPin(part.of('a mirror'), version, cluster, service);
    if (percentage !== undefined) checkPercentage(part.of('percentage'), percentage);
  }
}
