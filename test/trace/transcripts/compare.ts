/**
 * Compares what a trace says with what a real mesh did.
 * @module
 */
import { bandOf } from '../../e2e/random/band';
import type { Expected } from './expected';
import type { Asked, Seen } from './transcript';

/** What differs, each as a sentence; nothing if the trace is right. */
export function differences({ seen }: Pick<Asked, 'seen'>, given: readonly Expected[]): readonly string[] {
  const isRead = given.every((each) => each.seen.cluster === undefined || each.seen.path !== undefined);
  const adapted = (one: Seen): string => keyOf(isRead ? one : withoutPath(one));
  const expected = given.map((each) => ({ ...each, key: adapted(each.seen) }));
  const total = seen.reduce((sum, [count]) => sum + count, 0);
  const counts = new Map<string, number>();
  for (const [count, each] of seen) counts.set(adapted(each), count + (counts.get(adapted(each)) ?? 0));
  const known = new Set(expected.map(({ key }) => key));
  const unknown = [...counts].filter(([key]) => !known.has(key)).map(([key, count]) => `${count} times, never: ${key}`);
  const wrong = together(expected).flatMap(({ keys, probability }) => {
    const came = [...keys].reduce((sum, key) => sum + (counts.get(key) ?? 0), 0);
    const [least, most] = bandOf(total, Math.min(probability, 1));
    return came >= least && came <= most
      ? []
      : [`${came} of ${total}, not ${least} to ${most}: ${[...keys].join(' or ')}`];
  });
  return [...unknown, ...wrong];
}

/** Ways whose shares are compared together. */
interface Ways {
  readonly keys: ReadonlySet<string>;
  readonly probability: number;
}

interface Keyed extends Expected {
  readonly key: string;
}

/** Joins ways that look alike, and those between which connections choose, not requests. */
function together(expected: readonly Keyed[]): readonly Ways[] {
  let all: readonly {
    readonly keys: ReadonlySet<string>;
    readonly connections: ReadonlySet<string>;
    readonly probability: number;
  }[] = [];
  for (const { key, connection, probability } of expected) {
    const isSame = (each: (typeof all)[number]): boolean =>
      each.keys.has(key) || (connection !== undefined && each.connections.has(connection));
    const same = all.filter(isSame);
    const joined = {
      keys: new Set([key, ...same.flatMap(({ keys }) => [...keys])]),
      connections: new Set([
        ...(connection === undefined ? [] : [connection]),
        ...same.flatMap(({ connections }) => [...connections]),
      ]),
      probability: same.reduce((sum, each) => sum + each.probability, probability),
    };
    all = [...all.filter((each) => !isSame(each)), joined];
  }
  return all;
}

function withoutPath({ path: _, host: __, ...rest }: Seen): Seen {
  return rest;
}

/**
 * Where nothing listens, a connection is closed or gets no answer, which depends on what is there instead. A proxy that expects
 * HTTP may say so before it closes a connection.
 */
function keyOf({ status, flag, cluster, workload, path, host, location }: Seen): string {
  const isClosed = flag === 'no answer' || flag === 'DPE';
  return JSON.stringify({
    status: isClosed ? 0 : status,
    flag: isClosed ? 'cut' : flag,
    cluster,
    workload,
    path,
    host,
    location,
  });
}
