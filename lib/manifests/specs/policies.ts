/**
 * Reads the specs of PeerAuthentication and AuthorizationPolicy.
 * @see https://istio.io/latest/docs/reference/config/security/
 * @module
 */
import type { AuthorizationPolicySpec, PeerAuthenticationSpec, WorkloadSelector } from '../../istio';
import { fields, text } from '../fields';
import { ACTIONS, MUTUAL_TLS } from './enumerations';
import { byKey, given, many, one, textsByKey, textsOf, word } from './given';

type MutualTLS = NonNullable<PeerAuthenticationSpec['mtls']>;
type Rule = NonNullable<AuthorizationPolicySpec['rules']>[number];

/** Reads the spec of a PeerAuthentication. */
export function readPeerAuthentication(value: unknown): PeerAuthenticationSpec {
  const { selector, mtls, portLevelMtls } = fields(value);
  return given({
    selector: one(selector, readSelector),
    mtls: one(mtls, readMutualTls),
    portLevelMtls: byKey(portLevelMtls, (each) => one(each, readMutualTls)),
  });
}

/** Reads the spec of an AuthorizationPolicy. */
export function readAuthorizationPolicy(value: unknown): AuthorizationPolicySpec {
  const { selector, targetRef, targetRefs, action, provider, rules } = fields(value);
  return given({
    selector: one(selector, readSelector),
    targetRef: one(targetRef, readTarget),
    targetRefs: many(targetRefs, readTarget),
    action: word(action, ACTIONS),
    provider: one(provider, (each) => given({ name: text(fields(each)['name']) })),
    rules: many(rules, readRule),
  });
}

function readSelector(value: unknown): WorkloadSelector {
  return given({ matchLabels: textsByKey(fields(value)['matchLabels']) });
}

function readMutualTls(value: unknown): MutualTLS {
  return given({ mode: word(fields(value)['mode'], MUTUAL_TLS) });
}

function readTarget(value: unknown): NonNullable<AuthorizationPolicySpec['targetRef']> {
  const { group, kind, name, namespace } = fields(value);
  return given({ group: text(group), kind: text(kind) ?? '', name: text(name) ?? '', namespace: text(namespace) });
}

function readRule(value: unknown): Rule {
  const { from, to, when } = fields(value);
  return given({
    from: many(from, (each) => given({ source: one(fields(each)['source'], allTexts) })),
    to: many(to, (each) => given({ operation: one(fields(each)['operation'], allTexts) })),
    when: many(when, (each) => {
      const { key, values, notValues } = fields(each);
      return given({ key: text(key) ?? '', values: textsOf(values), notValues: textsOf(notValues) });
    }),
  });
}

/** The lists of texts of a source or an operation, by field. */
function allTexts(value: unknown): Readonly<Record<string, readonly string[]>> {
  return byKey(value, textsOf) ?? {};
}
