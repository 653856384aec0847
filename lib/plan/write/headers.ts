/**
 * Changes of headers by a rule and by its destinations. Istio writes those of a rule and of its only destination into one list,
 * and applies those of a rule after those of one of several destinations. So where both change the same header, the destinations
 * get what both do one after the other.
 * @module
 */
import {
  addedBy,
  changesBy,
  DIRECTIONS,
  type HeaderChange,
  type HttpHeaderOperations,
  type HttpHeaders,
} from '../../mesh';

/** Changes of headers, as the objects of a rule have them. */
export interface WrittenHeaders {
  readonly rule: HttpHeaders | undefined;
  /** Those of each destination. */
  readonly to: readonly (HttpHeaders | undefined)[];
}

type Operations = HttpHeaderOperations | undefined;

/** Changes of headers so that those of each destination have the effect of being applied after those of the rule. */
export function writtenHeaders({ rule, to }: WrittenHeaders): WrittenHeaders {
  if (rule === undefined && to.every((each) => each === undefined)) return { rule, to };
  const [request, response] = DIRECTIONS.map((key) =>
    inOrder(
      rule?.[key],
      to.map((headers) => headers?.[key]),
    ),
  );
  return {
    rule: headersOf(request?.rule, response?.rule),
    to: to.map((_, index) => headersOf(request?.to[index], response?.to[index])),
  };
}

interface Written {
  readonly rule: Operations;
  readonly to: readonly Operations[];
}

function inOrder(rule: Operations, to: readonly Operations[]): Written {
  const ofRule = changesBy([rule]);
  const shared = new Set(to.flatMap((each) => [...changesBy([each]).keys()]).filter((name) => ofRule.has(name)));
  if (shared.size === 0) return { rule, to };
  const isOwn = (name: string): boolean => !shared.has(name.toLowerCase());
  const composed = to.map((each) =>
    [...changesBy([rule, each])].flatMap(([name, change]) => (isOwn(name) ? [] : change)),
  );
  return {
    // the values that a rule adds come before those of its only destination; several destinations have none (MC176)
    rule: joined(only(rule, isOwn), {
      add: Object.fromEntries(composed.length > 1 ? [] : composed.flat().flatMap(early)),
    }),
    to: to.map((each, index) => joined(only(each, isOwn), operationsOf(composed[index] ?? []))),
  };
}

/** The value that must be added before the last one, because one list of operations can add one value to a header. */
function early(change: HeaderChange): readonly (readonly [string, string])[] {
  return addedBy(change)
    .slice(0, -1)
    .map((value) => [change.name, value]);
}

/** The operations for changes, each with the last value that it adds. */
function operationsOf(changes: readonly HeaderChange[]): HttpHeaderOperations {
  const entries = (of: (change: HeaderChange) => readonly string[]): Readonly<Record<string, string>> =>
    Object.fromEntries(changes.flatMap((change) => of(change).map((value) => [change.name, value])));
  return {
    set: entries(({ isReplaced, values }) => (isReplaced ? values.slice(0, 1) : [])),
    add: entries((change) => addedBy(change).slice(-1)),
    remove: changes.flatMap(({ name, isReplaced, values }) => (isReplaced && values.length === 0 ? [name] : [])),
  };
}

/** The operations on some headers only. */
function only(operations: Operations, isMeant: (name: string) => boolean): HttpHeaderOperations {
  const { set = {}, add = {}, remove = [] } = operations ?? {};
  const some = (values: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
    Object.fromEntries(Object.entries(values).filter(([name]) => isMeant(name)));
  return { set: some(set), add: some(add), remove: remove.filter(isMeant) };
}

/** Operations on different headers as one list; undefined if there are none. */
function joined(one: HttpHeaderOperations, other: HttpHeaderOperations): Operations {
  const set = { ...one.set, ...other.set };
  const add = { ...one.add, ...other.add };
  const remove = [...(one.remove ?? []), ...(other.remove ?? [])];
  const isEmpty = [set, add, remove].every((part) => Object.keys(part).length === 0);
  return isEmpty
    ? undefined
    : {
        ...(Object.keys(set).length > 0 && { set }),
        ...(Object.keys(add).length > 0 && { add }),
        ...(remove.length > 0 && { remove }),
      };
}

function headersOf(request: Operations, response: Operations): HttpHeaders | undefined {
  return request === undefined && response === undefined
    ? undefined
    : { ...(request && { request }), ...(response && { response }) };
}
