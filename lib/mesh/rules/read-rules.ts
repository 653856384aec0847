/**
 * Reads what HTTP, TLS and TCP rules have in common.
 * @module
 */
import { joinWords } from '../../errors';
import { type RouteProtocol, routeProtocol } from '../../istio';
import type { Part } from '../../reading';
import type { Cluster } from '../cluster';
import type { IMeshService } from '../imesh-service';
import type { KnownClusters } from '../known-clusters';
import { Route, ruleTitle } from '../route';
import { RULES } from './messages';
import type { PlannedRule } from './planned-rule';

/** The service whose rules are read. */
export interface RoutedService<V extends string> extends IMeshService {
  readonly versions: readonly V[];
}

/** A rule, after reading. */
export interface ReadRule {
  readonly rule: PlannedRule;
  /** Whether it is known which callers and which requests the rule applies to. */
  readonly areConditionsSound: boolean;
}

/** For each kind of route, the protocols of its ports, and the method that adds it. */
const KINDS = {
  http: { protocols: 'HTTP, HTTP2 or GRPC', method: 'addRoute' },
  tls: { protocols: 'TLS', method: 'addTlsRoute' },
  tcp: { protocols: 'TCP', method: 'addTcpRoute' },
} as const satisfies Readonly<Record<RouteProtocol, object>>;

/**
 * Reads the rules for ports of one kind.
 *
 * @param read reads one rule for ports with these numbers; undefined if the ports of the service are already reported
 */
export function readRules<R>(
  part: Part<readonly R[]>,
  service: IMeshService,
  protocol: RouteProtocol,
  read: (rule: Part<R>, ports: readonly number[] | undefined) => ReadRule,
): Route {
  const given = part.list('rules');
  const isList = part.isSound;
  const ports = readRoutedPorts(part, service, protocol);
  const rules = given.map((rule, index) => read(rule.named(ruleTitle(service, protocol, index)), ports));
  const isReadable = isList && rules.every(({ areConditionsSound }) => areConditionsSound);
  return new Route(
    service,
    protocol,
    rules.map(({ rule }) => rule),
    part.at,
    { isReadable, isSound: part.isSound },
  );
}

/**
 * Reads the clusters whose callers get a rule (MC009, MC042). If none of the clusters is known, all callers get it, so that no
 * other issue follows.
 */
export function readCallers(from: Part<readonly Cluster[]>, clusters: KnownClusters): PlannedRule['from'] {
  const given = from.list('clusters');
  if (from.isSound) from.notEmpty(RULES.MC042, 'at least one cluster', { fix: 'Leave "from" out for all callers.' });
  const known = new Set(given.flatMap((cluster) => clusters.readCluster(cluster) ?? []));
  return known.size === 0 ? undefined : [...known];
}

/** The numbers of the ports that rules apply to (MC064); undefined if the ports of the service are already reported. */
function readRoutedPorts(
  part: Part,
  { name, ports }: IMeshService,
  protocol: RouteProtocol,
): readonly number[] | undefined {
  if (ports.length === 0) return undefined;
  const routed = ports.filter((port) => routeProtocol(port.protocol) === protocol);
  if (routed.length > 0) return routed.map(({ number }) => number);
  const { protocols, method } = KINDS[protocol];
  const has = [...new Set(ports.map((port) => port.protocol))];
  const methods = [...new Set(has.map((each) => KINDS[routeProtocol(each)].method))];
  const what = `${part.title} needs ${protocols} ports, but "${name}" has only ${joinWords(has, 'and')} ports.`;
  const fix = `Give the service such a port, or use ${joinWords(methods, 'or')} instead of ${method}.`;
  part.report(RULES.MC064, what, { fix });
  return undefined;
}
