/**
 * Chooses the requests to send to a drawn mesh: one for each caller and each alternative that some request meets.
 * @module
 */
import type { Described } from './described';
import type { Dice } from './dice';
import { met, type Request } from './oracle';

const PATHS = ['/', '/a', '/A', '/ab', '/a/b', '/a/x', '/b/x', '/b/', '/c', '/C/d', '/c/d'];
const VALUES = [undefined, '', 'red', 'reed', 'blue', 'green'];
const QUERIES = ['', 'q=red', 'q=blue&q=red', 'q', 'x=1'];

/** A request of each class. */
export function requestsTo(described: Described, dice: Dice): readonly Request[] {
  const classes = new Map<string, Request[]>();
  for (const from of described.callers) {
    for (let index = 0; index < 400; index += 1) {
      const { number, protocol } = dice.pick(described.ports);
      const request = drawRequest(dice, from, number);
      const key = [from, protocol, ...met(described, request)].join();
      classes.set(key, [...(classes.get(key) ?? []), request]);
    }
  }
  return [...classes.values()].map((requests) => dice.pick(requests));
}

function drawRequest(dice: Dice, from: number, port: number): Request {
  const named = (['one', 'two', 'three'] as const).map((name) => [name, dice.pick(VALUES)] as const);
  const headers = Object.fromEntries([...named, ['p', 'given'] as const].filter(([, value]) => value !== undefined));
  return {
    from,
    port,
    method: dice.chance(0.3) ? 'POST' : 'GET',
    path: dice.pick(PATHS),
    query: dice.pick(QUERIES),
    headers: headers as Record<string, string>,
  };
}
