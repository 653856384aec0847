/**
 * Reads requests of users.
 * @module
 */
import { type Part, SHAPE } from '../reading';
import type { TraceRequest } from '../trace';
import { ANY_TEXT, given } from './given';
import { MATCHES } from './messages';

/**
 * Reads a request.
 *
 * @throws ConfigError if it has another form (MC035), or its method is in small letters (MC228)
 */
export function readRequest(value: TraceRequest): TraceRequest {
  given('the request', value, checkRequest);
  return value;
}

/** Reads a list of requests. */
export function readRequests(value: Iterable<TraceRequest>): readonly TraceRequest[] {
  return given('the requests', value, (part) => {
    const all: unknown = part.value;
    if (!isIterable(all) || typeof all === 'string') {
      part.must(SHAPE.MC035, 'be a list', {
        fix: 'Pass a list of requests, or undefined for those of requestClasses. Options come after it.',
      });
      return [];
    }
    const list: readonly TraceRequest[] = [...value];
    for (const [index, each] of list.entries()) checkRequest(part.of(`request ${index + 1}`, each));
    return list;
  });
}

/** Whether a value can be gone through. */
export function isIterable(value: unknown): value is Iterable<unknown> {
  return typeof value === 'string' || (typeof value === 'object' && value !== null && Symbol.iterator in value);
}

function checkRequest(part: Part<TraceRequest>): void {
  const { from, method, to, headers } = part.options(['from', 'method', 'to', 'headers']);
  from.text(SHAPE.MC035, ANY_TEXT, 'be a text', { fix: 'Write the cluster and the workload, such as cluster1/web.' });
  to.text(SHAPE.MC035, ANY_TEXT, 'be a text', { fix: 'Write the URL, such as http://reviews:9080/.' });
  method.optional((each) =>
    each.text(MATCHES.MC228, (text) => text !== '' && text === text.toUpperCase(), 'be in capital letters'),
  );
  for (const [, value] of headers.optional((each) => each.entries<string, string>()) ?? [])
    value.text(SHAPE.MC035, ANY_TEXT, 'be a text', { fix: 'Write the value in quotes.' });
}
