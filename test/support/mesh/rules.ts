/**
 * Makes the rules of routes from the data of a mesh.
 * @module
 */
import {
  type Cluster,
  type Destination,
  type L4RouteRule,
  type MeshService,
  type RouteRule,
  StringMatch,
} from '../../../lib';
import type { RuleData } from './data';

type Service = MeshService<string>;

/** What the rules of a service depend on. */
export interface Routed {
  readonly service: Service;
  /** The clusters that run a caller. */
  readonly callers: readonly Cluster[];
  /** Whether the rules retry failed requests. */
  readonly isRetried: boolean;
}

/** Makes rules for one user each, and a default rule. */
export function httpRules(
  rules: readonly RuleData[],
  { service, callers, isRetried }: Routed,
): readonly RouteRule<string>[] {
  return rules.map((rule, index): RouteRule<string> => {
    const isLast = index === rules.length - 1;
    const [first, ...others] = isLast ? [] : callers.filter(({ name }) => rule.from.includes(name));
    const conditions = {
      ...(first !== undefined && { from: [first, ...others] as const }),
      ...(!isLast && {
        match: [{ headers: { 'end-user': StringMatch.exact(`user-${index}`) }, ...atPort(rule, [80, 81], service) }],
      }),
    };
    if (rule.isAnswer && !isLast) return { ...conditions, directResponse: { status: 503 } };
    return {
      ...conditions,
      ...destinations(rule, service),
      mirrors: rule.mirrors.map((version) => ({ version, percentage: 5 })),
      ...(isRetried && { retries: { attempts: 2, perTryTimeout: '1s', retryOn: 'safe' } }),
    };
  });
}

/** Makes rules for callers in one namespace each, and a default rule. */
export function l4Rules(
  rules: readonly RuleData[],
  ports: readonly number[],
  service: Service,
): readonly L4RouteRule<string>[] {
  return rules.map((rule, index) => {
    const match = [{ sourceLabels: { user: `user-${index}` }, ...atPort(rule, ports, service) }];
    return { ...(index < rules.length - 1 && { match }), ...destinations(rule, service) };
  });
}

function atPort({ at }: RuleData, ports: readonly number[], service: Service): { readonly port?: number } {
  const port = at === undefined || service.ports.length === 1 ? undefined : ports[at];
  return port === undefined ? {} : { port };
}

function destinations(
  { to, isAny, weights, pin }: RuleData,
  service: Service,
): { readonly to?: readonly Destination<string>[] } {
  if (isAny) return {};
  const versions = to.map((version, index) => {
    const cluster = service.clustersOf(version).find(({ name }) => name === pin);
    const weight = weights?.[index];
    return { version, ...(cluster !== undefined && { cluster }), ...(weight !== undefined && { weight }) };
  });
  return { to: versions };
}
