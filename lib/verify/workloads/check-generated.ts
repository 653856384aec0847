/**
 * Checks that generated Services select the Pods of their own Deployments only.
 * @module
 */
import type { Finding } from '../../errors';
import { makeFinding, titleOf } from '../finding';
import type { Member } from '../members';
import { VERIFY } from '../messages';
import type { Written } from '../written';
import { labelsText } from './pods';

/** Finds Pods of users that a generated Service selects, so that they get requests of its versions (MC134). */
export function checkGenerated(written: Written): readonly Finding[] {
  const { cluster } = written;
  return written.suspects().flatMap((member) =>
    strangersOf(written, member).map((pods) => {
      const { id, selector } = member.service;
      const what = `The Pods of ${titleOf(pods, cluster)} must not have ${labelsText(selector)}, because ${id} would send requests to them.`;
      return makeFinding(VERIFY.MC134, { what, got: pods.podLabels }, pods, cluster);
    }),
  );
}

/** The Pods that a generated Service selects although the plan does not hold them. */
export function strangersOf({ ownById }: Written, { service, pods }: Member): Member['pods'] {
  return ownById.has(service.id) ? [] : pods.filter(({ id }) => ownById.has(id));
}
