/**
 * Versions that get a copy of requests.
 * @module
 */
import type { Part } from './part';
import { checkPercentage } from './percentage';

/** A version that gets a copy of requests; nobody waits for its answers. */
export interface HttpMirrorPolicy<V extends string> {
  /** A version of the service, wherever it runs (MC008). */
  readonly version: V;
  /**
   * How many of the requests, from 0 to 100 percent, not below 0.0001 but 0 (MC051).
   * @default 100
   */
  readonly percentage?: number;
}

/** Checks mirrors; reports MC008, MC035 and MC051. */
export function checkMirrors<V extends string>(
  part: Part,
  mirrors: readonly HttpMirrorPolicy<V>[],
  { name, versions }: { readonly name: string; readonly versions: readonly V[] },
): void {
  for (const given of part.list(mirrors)) {
    const { version, percentage } = part.of('a mirror').options(given, ['version', 'percentage']);
    if (!versions.some((known) => known === version)) {
      part.state.reportVersion(version, `a mirror of ${part.name} is no version of "${name}"`, versions, part.at);
    }
    if (percentage !== undefined) checkPercentage(part.of('percentage'), percentage);
  }
}
