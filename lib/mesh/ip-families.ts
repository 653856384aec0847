/**
 * Which IP addresses the Pods of a cluster can reach.
 * @module
 */
import type { Part } from '../reading';
import { MESH } from './messages';

const FAMILIES = ['IPv4', 'IPv6'] as const;

/** An IP family, by its name in Kubernetes. */
export type IpFamily = (typeof FAMILIES)[number];

/** Reads the IP families of a cluster (MC179); undefined if they have a fault. */
export function readIpFamilies(part: Part<readonly IpFamily[]>): readonly IpFamily[] | undefined {
  part.notEmpty(MESH.MC179, 'at least one IP family');
  if (!part.isSound) return undefined;
  const families = part
    .list('IP families')
    .flatMap((each) => each.oneOf(MESH.MC179, FAMILIES, { fix: 'Use one of these values.' }) ?? []);
  const twice = families.find((family, index) => families.indexOf(family) !== index);
  if (twice !== undefined)
    part.report(MESH.MC179, `${part.title} must list each IP family once, but lists "${twice}" twice.`, { got: twice });
  return part.sound && families;
}
