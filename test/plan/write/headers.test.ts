/** @module Tests that changes of headers have the effect of a rule's changes, followed by those of a destination. */
import type { HttpHeaderOperations } from '../../../lib';
import { type WrittenHeaders, writtenHeaders } from '../../../lib/plan/write/headers';

type Operations = HttpHeaderOperations | undefined;

const SET: HttpHeaderOperations = { set: { x: '1' } };
const ADD: HttpHeaderOperations = { add: { X: '2' } };
const REMOVE: HttpHeaderOperations = { remove: ['x'] };

/** Every combination of operations on header `x`, and none. */
const CHANGES: readonly Operations[] = [
  undefined,
  ...[SET, ADD, REMOVE],
  ...[
    { ...SET, ...ADD },
    { ...SET, ...REMOVE },
    { ...ADD, ...REMOVE },
    { ...SET, ...ADD, ...REMOVE },
  ],
];

/** The values of `x` after Envoy has applied one list of operations: it removes, then sets, then adds. */
function applied(values: readonly string[], ...list: readonly Operations[]): readonly string[] {
  const all = list.flatMap((operations) => operations ?? []);
  const valuesOf = (key: 'set' | 'add'): readonly string[] =>
    all.flatMap((operations) => Object.entries(operations[key] ?? {}).map(([, value]) => value));
  const left = all.some(({ remove = [] }) => remove.length > 0) ? [] : values;
  const set = valuesOf('set');
  return [...(set.length > 0 ? set.slice(-1) : left), ...valuesOf('add')];
}

const asHeaders = (request: Operations): WrittenHeaders['rule'] => request && { request, response: request };

const PAIRS = CHANGES.flatMap((rule) => CHANGES.map((destination) => [rule, destination] as const));

test.each(PAIRS)('the only destination of a rule: %j, then %j', (rule, destination) => {
  const written = writtenHeaders({ rule: asHeaders(rule), to: [asHeaders(destination)] });
  for (const key of ['request', 'response'] as const) {
    // Istio writes both into one list
    expect(applied(['0'], written.rule?.[key], written.to[0]?.[key])).toEqual(
      applied(applied(['0'], rule), destination),
    );
  }
});

const isRefused = (rule: Operations, destination: Operations): boolean =>
  rule?.add !== undefined &&
  destination?.add !== undefined &&
  destination.set === undefined &&
  destination.remove === undefined &&
  !(rule.remove !== undefined && rule.set === undefined);

test.each(PAIRS.filter((pair) => !isRefused(...pair)))(
  'one of several destinations: %j, then %j',
  (rule, destination) => {
    const written = writtenHeaders({ rule: asHeaders(rule), to: [asHeaders(destination), undefined] });
    for (const key of ['request', 'response'] as const) {
      // Envoy applies those of the destination first
      const reached = (index: number): readonly string[] =>
        applied(applied(['0'], written.to[index]?.[key]), written.rule?.[key]);
      expect([reached(0), reached(1)]).toEqual([applied(applied(['0'], rule), destination), applied(['0'], rule)]);
    }
  },
);

test('changes of different headers stay where they are', () => {
  const rule = { request: { set: { a: '1' }, remove: ['b'] }, response: { add: { c: '2' } } };
  const to = [{ request: { add: { d: '3' } } }, undefined, { response: { remove: ['a'] } }];
  expect(writtenHeaders({ rule, to })).toEqual({ rule, to });
});

test('only headers that both change move, with the spelling of the destination', () => {
  const rule = { request: { set: { a: '1', 'x-b': '2' }, remove: ['c'] } };
  const to = [{ request: { add: { 'X-B': '3' } } }, undefined];
  expect(writtenHeaders({ rule, to })).toEqual({
    rule: { request: { set: { a: '1' }, remove: ['c'] } },
    to: [{ request: { set: { 'X-B': '2' }, add: { 'X-B': '3' } } }, { request: { set: { 'x-b': '2' } } }],
  });
});
