/**
 * Finds hosts that two objects of a cluster claim, without comparing each object with every other.
 * @module
 */
import type { Finding } from '../../errors';
import { wildcardsOver } from '../../istio';
import { groupBy } from '../../manifests';
import { titleOf } from '../finding';
import type { Claim, Owned, Share } from './claim';

/** Two claims that cannot stand beside each other. */
export interface Clash<C extends Claim = Claim> {
  readonly cluster: { readonly name: string };
  /** The claim that must go. */
  readonly claim: C;
  /** What messages call the object of this claim. */
  readonly title: string;
  /** The claim that stands. */
  readonly other: C;
  /** What messages call the object of the claim that stands. */
  readonly owner: string;
}

/** What objects of a kind own. */
export interface Ownership<C extends Claim> {
  /** The claims of an app. */
  claimsIn(owned: Owned): readonly C[];
  /** Whether two claims cannot stand beside each other. `broad` has the same host as `narrow`, or a wildcard that covers it. */
  clashes(narrow: C, broad: C): boolean;
  report(clash: Clash<C>): Finding;
}

interface Held<C> {
  readonly claim: C;
  readonly share: Share;
  /** Its place in the order of writing. */
  readonly order: number;
  /** Whether it is written already, so that it cannot go. */
  readonly isWritten: boolean;
}

/** Finds claims of an app that clash with one another, or with the apps that are `written` before it. */
export function findClashes<C extends Claim>(
  ownership: Ownership<C>,
  own: Share,
  written: readonly Share[],
): readonly Finding[] {
  const claims = [...written, own].flatMap((share) =>
    ownership.claimsIn(share.owned()).map((claim) => ({ claim, share, isWritten: share !== own })),
  );
  const held = claims.map((each, order) => ({ ...each, order }));
  const byHost = groupBy(held, ({ claim }) => claim.host);
  const hasWildcards = held.some(({ claim }) => claim.host.startsWith('*'));
  const reported = new Set<string>();
  return held.flatMap((narrow) => {
    const equal = (byHost.get(narrow.claim.host) ?? []).filter(({ order }) => order < narrow.order);
    const wildcards = hasWildcards ? wildcardsOver(narrow.claim.host) : [];
    const broader = wildcards.flatMap((wildcard) => byHost.get(wildcard) ?? []);
    return [...equal, ...broader]
      .filter((broad) => areRivals(narrow, broad) && ownership.clashes(narrow.claim, broad.claim))
      .flatMap((broad) => {
        const clash = clashOf(narrow, broad);
        const key = keyOf(clash);
        if (reported.has(key)) return [];
        reported.add(key);
        return [ownership.report(clash)];
      });
  });
}

/** Whether two claims are of different objects that are not both written already. */
function areRivals({ claim, isWritten }: Held<Claim>, other: Held<Claim>): boolean {
  return claim.id !== other.claim.id && !(isWritten && other.isWritten);
}

/** Decides which claim must go: what is written stays, and what the plan of a mesh holds stays before what users wrote. */
function clashOf<C extends Claim>(one: Held<C>, two: Held<C>): Clash<C> {
  const [first, second] = one.order < two.order ? [one, two] : [two, one];
  const isFirstForeign = first.claim.mesh === undefined && second.claim.mesh !== undefined;
  const [stays, goes] = isFirstForeign && !first.isWritten ? [second, first] : [first, second];
  const cluster = { name: goes.share.cluster };
  const app = stays.share === goes.share ? '' : ` of app "${stays.share.folder}"`;
  const owner = `${stays.claim.id} ("${stays.claim.at}"${app})`;
  return { cluster, claim: goes.claim, title: titleOf(goes.claim, cluster), other: stays.claim, owner };
}

/** One fault is one message: for two objects, or for an object with a wildcard. */
function keyOf({ claim, other }: Clash): string {
  const isBroad = claim.host !== other.host && claim.host.startsWith('*');
  return `${claim.id} ${isBroad ? claim.host : other.id}`;
}
