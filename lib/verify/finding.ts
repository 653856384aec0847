/**
 * Findings about objects that are written into a cluster.
 * @module
 */
import { type Finding, finding, type IssueDetail, type Message } from '../errors';
import type { Cluster } from '../mesh';

/** An object, and the path of the construct that it comes from. */
export interface Place {
  readonly id: string;
  readonly at: string;
}

/** What messages call an object: `Service own/cart in cluster "west"`. */
export function titleOf({ id }: Pick<Place, 'id'>, { name }: Pick<Cluster, 'name'>): string {
  return `${id} in cluster "${name}"`;
}

/** Makes a finding about an object that is written into a cluster. */
export function makeFinding(
  message: Message,
  detail: IssueDetail,
  { id, at }: Place,
  { name }: Pick<Cluster, 'name'>,
): Finding {
  return finding(message, detail, { cluster: name, object: id, at });
}
