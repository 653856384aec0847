/**
 * Draws meshes until one has no fault.
 * @module
 */
import { ConfigError, type MeshPlan } from '../../../lib';
import { codeOf, planOf } from './code';
import type { Described, Rule } from './described';
import type { Dice } from './dice';
import { draw, type DrawProps } from './draw';

/** The faults that a drawn mesh may have: hidden rules, joined parts of paths, headers added twice, and no second cluster. */
const FAULTS = ['MC016', 'MC041', 'MC092', 'MC175', 'MC176'];

const MOST_DRAWS = 1000;

/** A drawn mesh without faults. */
export interface Drawn {
  readonly described: Described;
  readonly plan: MeshPlan;
  /** A path that this mesh alone answers, by its first rule. */
  readonly marker: string;
}

/** Draws a mesh without faults, and plans it. */
export function drawSound(dice: Dice, props: DrawProps, marker: string): Drawn {
  const first: Rule = {
    match: [{ uri: { kind: 'exact', text: marker } }],
    directResponse: { status: 203, body: { string: marker } },
  };
  for (let count = 0; count < MOST_DRAWS; count += 1) {
    const drawn = draw(dice, props);
    const described = { ...drawn, rules: [first, ...drawn.rules] };
    try {
      return { described, plan: planOf(described), marker };
    } catch (error) {
      const codes = error instanceof ConfigError ? error.issues.map(({ code }) => code) : ['no code'];
      if (codes.some((code) => !FAULTS.includes(code)))
        throw new Error(`a drawn mesh cannot be planned:\n${codeOf(described)}`, { cause: error });
    }
  }
  throw new Error(`each of ${MOST_DRAWS} drawn meshes has a fault`);
}
