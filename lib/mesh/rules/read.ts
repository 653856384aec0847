/**
 * Reading the rules of a route.
 * @module
 */
import type { CallSite } from '../../errors';
import type { RouteProtocol } from '../../istio';
import type { Conditions } from '../../match';
import type { IMeshService } from '../imesh-service';
import { portsRouted, type ServicePort } from '../ports';
import { type PlannedRule, Route, routeTitle, type RuleActions } from '../route';
import type { MeshState } from '../state';
import { checkCors, plainCors } from './cors';
import { readDestinations } from './destinations';
import { checkDirectResponse } from './direct-response';
import { checkDuration } from './duration';
import { checkFault } from './fault';
import { authoritiesIn, checkHeaders } from './headers';
import { checkMirrors } from './mirrors';
import { Part } from './part';
import { readMatch } from './read-match';
import { checkRedirect } from './redirect';
import { checkRetries } from './retries';
import { checkRewrite } from './rewrite';
import type { RouteRule } from './rule';

/** The service whose rules are read. */
export interface RoutedService<V extends string> extends IMeshService {
  readonly versions: readonly V[];
}

const FORWARDING = ['rewrite', 'timeout', 'retries', 'fault', 'mirrors'] as const;
const ANSWERS = ['redirect', 'directResponse'] as const;
const KEYS = ['name', 'from', 'match', 'to', ...ANSWERS, ...FORWARDING, 'corsPolicy', 'headers'] as const;

/** Reads the rules of a service's HTTP ports; reports MC008, MC009, MC011 to MC013, MC017, MC019, MC035, MC040, MC042 to MC054, MC064, MC086, MC090. */
export function readRoute<V extends string>(
  state: MeshState,
  service: RoutedService<V>,
  given: readonly RouteRule<V>[],
  at: CallSite,
): Route {
  const part = new Part(state, routeTitle(service, 'http'), at);
  const ports = routedPorts(part, service, 'http');
  const read = part.list(given).map((rule, index) => readRule(part.of(`rule ${index + 1}`), rule, service, ports));
  const isReadable = read.every(({ areConditionsSound }) => areConditionsSound);
  return new Route(
    service,
    'http',
    read.map(({ rule }) => rule),
    at,
    isReadable,
  );
}

/** The ports that the rules of a route are for; reports MC064 when there are none. */
export function routedPorts(part: Part, { ports }: IMeshService, protocol: RouteProtocol): readonly ServicePort[] {
  const routed = portsRouted(ports, protocol);
  if (routed.length === 0) {
    const got = ports.map((port) => port.protocol);
    part.report('MC064', 'is for ports that the service does not have', got);
  }
  return routed;
}

function readRule<V extends string>(
  part: Part,
  given: RouteRule<V>,
  service: RoutedService<V>,
  ports: readonly ServicePort[],
): { readonly rule: PlannedRule; readonly areConditionsSound: boolean } {
  const before = part.state.issues.length;
  const options = part.options(given, KEYS);
  const alternatives = part.of('match').list(options.match ?? []);
  const match = alternatives.map((conditions) => readMatch(part.of('a match'), conditions, ports));
  const areConditionsSound = part.state.issues.length === before;
  const answers = ANSWERS.filter((key) => options[key] !== undefined);
  checkExclusive(part, options, answers);
  const from = readCallers(part, options.from);
  const isAnswered = options.to === undefined && answers.length > 0;
  const to = isAnswered ? [] : readDestinations(part, part.of('"to"').list(options.to ?? []), service);
  return { rule: { from, match, to, actions: readActions(part, options, match, service) }, areConditionsSound };
}

/** Reads the clusters whose callers a rule is for; reports MC009, MC035 and MC042. */
export function readCallers(part: Part, from: RouteRule<string>['from']): PlannedRule['from'] {
  if (from === undefined) return undefined;
  const given = part.of('"from"').list(from);
  if (given.length === 0) part.report('MC042', 'is for callers of no cluster', given);
  const owned = given.filter((cluster) => part.state.ownsCluster(cluster, `"from" of ${part.name}`, part.at));
  return [...new Set(owned)];
}

/** A rule forwards, redirects or answers; what only forwarding knows goes with nothing else. */
function checkExclusive(
  part: Part,
  rule: Partial<RouteRule<string>>,
  answers: readonly (typeof ANSWERS)[number][],
): void {
  if (answers.length === 0) return;
  const others = (['to', ...FORWARDING] as const).filter((key) => rule[key] !== undefined);
  const given = [...answers, ...others];
  if (given.length > 1) part.report('MC040', 'has what excludes each other', given);
}

function readActions<V extends string>(
  part: Part,
  rule: Partial<RouteRule<V>>,
  match: readonly Conditions[],
  service: RoutedService<V>,
): RuleActions {
  const { name, headers, rewrite } = rule;
  if (name !== undefined && (typeof name !== 'string' || name === '')) part.report('MC054', 'has a bad name', name);
  const actions = {
    name,
    redirect: part.of('redirect').sound(rule.redirect, (redirect, value) => {
      checkRedirect(redirect, value, match);
    }),
    directResponse: part.of('directResponse').sound(rule.directResponse, checkDirectResponse),
    rewrite: part.of('rewrite').sound(rewrite, checkRewrite),
    timeout: part.of('timeout').sound(rule.timeout, checkDuration),
    retries: part.of('retries').sound(rule.retries, (retries, value) => {
      checkRetries(retries, value, rule.timeout);
    }),
    fault: part.of('fault').sound(rule.fault, checkFault),
    mirrors: part.of('mirrors').sound(rule.mirrors, (mirrors, value) => {
      checkMirrors(mirrors, value, service);
    }),
    corsPolicy: plainCors(part.of('corsPolicy').sound(rule.corsPolicy, checkCors)),
    headers: part.of('headers').sound(headers, checkHeaders),
  };
  const authorities = [
    ...authoritiesIn(actions.headers),
    ...(actions.rewrite?.authority === undefined ? [] : [actions.rewrite.authority]),
  ];
  if (authorities.length > 1) part.report('MC046', 'sets the authority more than once', authorities);
  return actions;
}
