/**
 * Tries of endpoints, and those that follow when all endpoints have been tried: each of them may be at any endpoint.
 * @module
 */

/** Endpoints that are alike. */
export interface Group {
  /** How many they are. */
  readonly hosts: number;
  /** The weight of each. */
  readonly weight: number;
  /** The share of the connections that fail. */
  readonly failing: number;
}

/** The shares of requests whose first or later try is at a group, and of those for which it is the last. */
export interface Share {
  tried: number;
  last: number;
}

/** How likely the next try is at each group, by how many of its endpoints are left. */
export function chancesOf(
  kinds: readonly Group[],
  left: readonly number[],
): readonly { readonly share: number; readonly failing: number }[] {
  const total = kinds.reduce((sum, { weight }, index) => sum + weight * (left[index] ?? 0), 0);
  return kinds.map(({ weight, failing }, index) => ({ share: (weight * (left[index] ?? 0)) / total, failing }));
}

/**
 * Adds the tries that follow when all endpoints have been tried: each may be at any of them.
 *
 * @param rest how many retries follow the first of these tries
 */
export function addRepeated(
  shares: readonly Share[],
  kinds: readonly Group[],
  probability: number,
  rest: number,
): void {
  const chances = chancesOf(
    kinds,
    kinds.map(({ hosts }) => hosts),
  );
  const again = chances.reduce((sum, { share, failing }) => sum + share * failing, 0);
  const tries = again === 1 ? rest + 1 : (1 - again ** (rest + 1)) / (1 - again);
  for (const [index, own] of shares.entries()) {
    const { share = 0 } = chances[index] ?? {};
    own.tried += probability * share * tries;
    own.last += probability * share * again ** rest;
  }
}
