/**
 * The programs that this library is measured against.
 * @module
 */
import type { Contender } from './contender';
import { helm } from './helm';
import { jsonnet } from './jsonnet';
import { kustomize } from './kustomize';
import { floor, plain } from './node-programs';
import { clusterCharts } from './ours';

/** The programs by their names. */
export const CONTENDERS = {
  plain,
  helm,
  kustomize,
  jsonnet,
  floor,
  'cluster-charts': clusterCharts,
} satisfies Readonly<Record<string, Contender>>;

/** The name of a program. */
export type Name = keyof typeof CONTENDERS;

/** Whether a text is the name of a program. */
export function isContender(text: string): text is Name {
  return Object.hasOwn(CONTENDERS, text);
}

/** All names. */
export const NAMES: readonly Name[] = Object.keys(CONTENDERS).filter(isContender);
