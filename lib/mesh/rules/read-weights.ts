/**
 * Reads the weights of a rule.
 * @module
 */
import type { Part } from '../../reading';
import { RULES } from './messages';
import { MAX_WEIGHT, percentages } from './weights';

/** Reads the weights of a rule, and answers their percentages. Answers none if a weight has a fault. */
export function readWeights(rule: Part, weights: readonly Part<number>[]): readonly number[] {
  // a misspelt weight is already reported
  if (!weights.every(({ isSound }) => isSound)) return [];
  const given = weights.filter(({ isGiven }) => isGiven);
  if (given.length === 0) return percentages(weights.map(() => 1));
  const read = readIntegers(given);
  if (read.length < given.length) return [];
  if (given.length < weights.length) {
    const what = `${rule.title} must give weights to all of its destinations or to none, but gives them to ${given.length} of ${weights.length}.`;
    rule.report(RULES.MC013, what);
    return [];
  }
  if (read.every((weight) => weight === 0)) {
    rule.report(RULES.MC012, `At least one weight of ${rule.title} must be positive, but all are 0.`, { got: read });
    return [];
  }
  const shares = percentages(read);
  for (const [index, weight] of given.entries()) if (shares[index] === 0 && read[index] !== 0) reportLost(weight, read);
  return shares;
}

/** Reads integers. Reports only the first fraction. */
function readIntegers(weights: readonly Part<number>[]): readonly number[] {
  const values = weights.map(({ value }) => value);
  const first = values.findIndex(isFraction);
  const factor = factorOf(values);
  const fix = factor === undefined ? undefined : `Multiply the weights of the rule by ${factor}.`;
  return weights.flatMap((weight, index) => {
    if (index > first && isFraction(weight.value)) return [];
    return weight.integer(RULES.MC011, 0, MAX_WEIGHT, { fix }) ?? [];
  });
}

function isFraction(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && !Number.isInteger(value);
}

/** The power of ten that turns weights into integers; undefined if none does, or none is needed. */
function factorOf(weights: readonly unknown[]): number | undefined {
  const isIntegral = (value: number): boolean => Math.abs(value - Math.round(value)) < 1e-9 && value <= MAX_WEIGHT;
  const isScaledBy = (factor: number): boolean =>
    weights.every((weight) => typeof weight === 'number' && weight >= 0 && isIntegral(weight * factor));
  return weights.some(isFraction) ? [10, 100, 1000, 10_000, 100_000].find(isScaledBy) : undefined;
}

function reportLost(part: Part<number>, weights: readonly number[]): void {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const what = `${part.title} must not round to 0 %, but is ${String(part.value)} of ${sum}.`;
  const fix = 'Raise it to 1 % of the sum, or remove the destination.';
  part.report(RULES.MC011, what, { got: part.value, fix });
}
