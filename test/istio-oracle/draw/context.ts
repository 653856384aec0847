/**
 * What drawing the objects of a cluster goes by.
 * @module
 */
import type { Dice } from '../../e2e/random/dice';
import type { Kube, Labels } from '../kubernetes/objects';
import { NAMESPACES, type Names } from './names';

/** A cluster that objects are drawn for. */
export interface Context {
  readonly dice: Dice;
  readonly names: Names;
  /** Its number, from 1. */
  readonly number: number;
  /** How many clusters there are. */
  readonly clusters: number;
  /** Whether remote secrets connect the clusters. */
  readonly connected: boolean;
  /** Whether services are routed between clusters. */
  readonly isRouted: boolean;
  /** Whether objects have times of creation. */
  readonly isDated: boolean;
}

export const NETWORKING = 'networking.istio.io/v1';
export const SECURITY = 'security.istio.io/v1';

/** An object with a name of its own. */
export function object(
  { dice, names, isDated }: Context,
  [apiVersion, kind]: readonly [string, string],
  namespace: string,
  spec: object,
  metadata: { readonly name?: string; readonly labels?: Labels; readonly annotations?: Labels } = {},
): Kube {
  const day = dice.integer(1, 4);
  return {
    apiVersion,
    kind,
    metadata: {
      name: names.fresh(dice, kind, namespace),
      namespace,
      ...metadata,
      ...(isDated && { creationTimestamp: `2026-01-0${day}T00:00:00Z` }),
    },
    spec,
  };
}

/** A namespace; that of most objects is `default`. */
export function namespace(dice: Dice): string {
  return dice.chance(0.65) ? 'default' : dice.pick(NAMESPACES);
}

/** A list of namespaces that an object is exported to, or none. */
export function exportTo(dice: Dice): object {
  if (dice.chance(0.7)) return {};
  const all = [['.'], ['*'], ['default'], ['shop'], ['default', 'shop'], ['istio-system'], ['~'], ['~']];
  return { exportTo: dice.pick(all) };
}

/** A field for a share of objects. */
export function maybe<T extends object>(dice: Dice, chance: number, draw: () => T): T | Record<string, never> {
  return dice.chance(chance) ? draw() : {};
}
