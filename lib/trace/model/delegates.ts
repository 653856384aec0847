/**
 * Rules that a VirtualService leaves to another one, and how the conditions of both add up.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/model/virtualservice.go
 * @module
 */
import {
  hasLabels,
  type HTTPMatchRequest,
  type HTTPRoute,
  isSeenFrom,
  type StringMatch,
  type StringMatches,
} from '../../istio';
import type { Placed, VirtualService } from './virtual-services';

/** VirtualServices without hosts, by `namespace/name`. */
export type Delegates = ReadonlyMap<string, VirtualService>;

/**
 * The rules of a VirtualService, with those of its delegates in their place. A rule whose delegate is missing, or is not exported
 * to the namespace, is gone. So is a delegate's rule whose conditions conflict with those of the rule that delegates.
 */
export function withDelegates(service: VirtualService, delegates: Delegates): readonly Placed<HTTPRoute>[] {
  if (!service.http.some(({ route }) => route.delegate !== undefined)) return service.http;
  return service.http.flatMap((rule) => {
    const { delegate } = rule.route;
    if (delegate === undefined) return [rule];
    const { name = '', namespace = service.namespace } = delegate;
    const found = delegates.get(`${namespace === '' ? service.namespace : namespace}/${name}`);
    if (found === undefined || !isSeenFrom(found.finders, service.namespace)) return [];
    return merged(rule.route, found.http);
  });
}

function merged(root: HTTPRoute, rules: readonly Placed<HTTPRoute>[]): readonly Placed<HTTPRoute>[] {
  return rules.flatMap((rule) => {
    const match = mergeMatches(root.match ?? [], rule.route.match ?? []);
    if (match === undefined) return [];
    const { delegate: _, match: __, name: ___, redirect: ____, route: _____, ...inherited } = root;
    return [{ ...rule, route: { ...inherited, ...rule.route, match } }];
  });
}

/** Combines each condition of the delegate with each of the root that it does not conflict with; undefined on a conflict. */
function mergeMatches(
  root: readonly HTTPMatchRequest[],
  leaf: readonly HTTPMatchRequest[],
): readonly HTTPMatchRequest[] | undefined {
  if (root.length === 0) return leaf;
  if (leaf.length === 0) return root;
  const found = leaf.map((each) => root.filter((other) => !conflict(other, each)).map((other) => merge(other, each)));
  return found.every((each) => each.length > 0) ? found.flat() : undefined;
}

function merge(root: HTTPMatchRequest, leaf: HTTPMatchRequest): HTTPMatchRequest {
  const { ignoreUriCase: _, ...inherited } = root;
  return {
    ...inherited,
    ...leaf,
    headers: { ...root.headers, ...leaf.headers },
    withoutHeaders: { ...root.withoutHeaders, ...leaf.withoutHeaders },
    queryParams: { ...root.queryParams, ...leaf.queryParams },
    sourceLabels: { ...root.sourceLabels, ...leaf.sourceLabels },
    ...(isEmpty(leaf.gateways) && root.gateways !== undefined && { gateways: root.gateways }),
  };
}

function conflict(root: HTTPMatchRequest, leaf: HTTPMatchRequest): boolean {
  const { port = 0, sourceNamespace = '', sourceLabels = {}, gateways = [] } = root;
  return (
    (['uri', 'scheme', 'method', 'authority'] as const).some((key) => differ(root[key], leaf[key])) ||
    (['headers', 'withoutHeaders', 'queryParams'] as const).some((key) => differAny(root[key], leaf[key])) ||
    (root.ignoreUriCase ?? false) !== (leaf.ignoreUriCase ?? false) ||
    (port > 0 && (leaf.port ?? 0) > 0 && port !== leaf.port) ||
    (sourceNamespace !== '' && (leaf.sourceNamespace ?? '') !== sourceNamespace) ||
    !hasLabels({ ...leaf.sourceLabels, ...sourceLabels }, leaf.sourceLabels ?? {}) ||
    (gateways.length > 0 && !(leaf.gateways ?? []).every((name) => gateways.includes(name)))
  );
}

function differAny(root: StringMatches = {}, leaf: StringMatches = {}): boolean {
  return Object.entries(leaf).some(([key, each]) => differ(root[key], each));
}

/**
 * Whether a text cannot be as both say, to Istio. A regular expression conflicts with any other condition, and a prefix of the
 * root must begin what the delegate says.
 */
function differ(root: StringMatch | undefined, leaf: StringMatch | undefined): boolean {
  if (root === undefined || leaf === undefined) return false;
  const { exact = '', prefix = '', regex = '' } = leaf;
  if ((root.regex ?? '') !== '' || regex !== '') return true;
  if ((root.exact ?? '') !== '') return prefix !== '' || exact !== root.exact;
  if ((root.prefix ?? '') === '' || (prefix === '' && exact === '')) return true;
  return !(prefix === '' ? exact : prefix).startsWith(root.prefix ?? '');
}

function isEmpty(list: readonly string[] | undefined): boolean {
  return list === undefined || list.length === 0;
}
