/**
 * Reads the rules of an HTTP route.
 * @module
 */
import { listText } from '../../errors';
import type { Part } from '../../reading';
import type { KnownClusters } from '../known-clusters';
import type { Route } from '../route';
import { readCors } from './cors';
import { readDestinations } from './destinations';
import { readDirectResponse } from './direct-response';
import { readFault } from './fault';
import { readHeaders } from './headers';
import { checkHeaders } from './header-conflicts';
import { RULES } from './messages';
import { readMirrors } from './mirrors';
import type { PlannedRule, RuleActions } from './planned-rule';
import { readMatch } from './read-match';
import { readCallers, type ReadRule, readRules, type RoutedService } from './read-rules';
import { readRedirect } from './redirect';
import { readRetries } from './retries';
import { readRewrite } from './rewrite';
import type { RouteRule } from './rule';

const ANSWERS = ['redirect', 'directResponse'] as const;
const FORWARDING = ['to', 'rewrite', 'timeout', 'retries', 'fault', 'mirrors'] as const;
const KEYS = ['name', 'from', 'match', ...ANSWERS, ...FORWARDING, 'corsPolicy', 'headers'] as const;

type Options<V extends string> = ReturnType<typeof optionsOf<V>>;

/** Reads the rules for the HTTP ports of a service. */
export function readRoute<V extends string>(
  part: Part<readonly RouteRule<V>[]>,
  service: RoutedService<V>,
  clusters: KnownClusters,
): Route {
  return readRules(part, service, 'http', (rule, ports) => readRule(rule, ports, service, clusters));
}

function readRule<V extends string>(
  rule: Part<RouteRule<V>>,
  ports: readonly number[] | undefined,
  service: RoutedService<V>,
  clusters: KnownClusters,
): ReadRule {
  const options = optionsOf(rule);
  const { from, match: given, to } = options;
  const alternatives = given.optional((part) => part.list('conditions', 'match')) ?? [];
  const match = alternatives.map((each) => readMatch(each, ports));
  const areConditionsSound = rule.isSound;
  checkActions(rule, options);
  const callers = from.optional((part) => readCallers(part, clusters));
  const isAnswered = ANSWERS.some((key) => options[key].isGiven);
  const destinations = isAnswered && !to.isGiven ? [] : readDestinations(rule, to, service, clusters);
  const actions = readActions(options, match, service, clusters);
  checkHeaders(rule, actions, destinations);
  return {
    rule: { from: callers, match, to: destinations, actions },
    areConditionsSound: areConditionsSound && from.isSound,
  };
}

/** The options of a rule. */
function optionsOf<V extends string>(rule: Part<RouteRule<V>>) {
  return rule.options(KEYS);
}

/** Checks that a rule either forwards, redirects or answers requests, and that only a forwarding rule has forwarding options. */
function checkActions<V extends string>(rule: Part, options: Options<V>): void {
  const answers = ANSWERS.filter((key) => options[key].isGiven);
  const given = [...answers, ...FORWARDING.filter((key) => options[key].isGiven)];
  if (answers.length > 0 && given.length > 1) {
    rule.report(RULES.MC040, `${rule.title} has ${listText(given)}, which exclude each other.`, { got: given });
  }
}

function readActions<V extends string>(
  options: Options<V>,
  match: PlannedRule['match'],
  service: RoutedService<V>,
  clusters: KnownClusters,
): RuleActions {
  const timeout = options.timeout.optional((part) => part.duration());
  return {
    name: options.name.optional((part) => part.text(RULES.MC054, (name) => name !== '', 'be a non-empty text')),
    redirect: options.redirect.optional((part) => readRedirect(part, match)),
    directResponse: options.directResponse.optional(readDirectResponse),
    rewrite: options.rewrite.optional((part) => readRewrite(part, match)),
    timeout,
    retries: options.retries.optional((part) => readRetries(part, timeout)),
    fault: options.fault.optional(readFault),
    mirrors: options.mirrors.optional((part) => readMirrors(part, service, clusters)),
    corsPolicy: options.corsPolicy.optional(readCors),
    headers: options.headers.optional(readHeaders),
  };
}
