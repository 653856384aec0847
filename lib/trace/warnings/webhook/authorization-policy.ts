/**
 * AuthorizationPolicies and PeerAuthentications that Istio's webhook refuses.
 * @module
 */
import { text } from '../../../manifests';
import { isRange } from './names';
import { entriesAt, has, hasAny, itemsAt, type Part, partAt, type Refusal, textsMust, unless } from './part';

const OF_SOURCES = [
  'principals',
  'requestPrincipals',
  'namespaces',
  'ipBlocks',
  'remoteIpBlocks',
  'serviceAccounts',
  'trustDomains',
];
const OF_OPERATIONS = ['ports', 'methods', 'paths', 'hosts'];

/** Finds what the webhook refuses in the spec of an AuthorizationPolicy. */
export function authorizationPolicyFaults(spec: Part): readonly Refusal[] {
  const action = text(partAt(spec, 'action').value) ?? 'ALLOW';
  const needsRules = action === 'DENY' || action === 'CUSTOM';
  return [
    ...unless(
      !needsRules || has(spec, 'rules'),
      partAt(spec, 'rules'),
      `be given for the action ${action}, with {} as the rule for all requests`,
      'is not',
    ),
    ...unless(
      !has(spec, 'provider') || action === 'CUSTOM',
      partAt(spec, 'provider'),
      'be left out unless the action is CUSTOM',
      'is not',
    ),
    ...itemsAt(spec, 'rules').flatMap((rule) => [
      ...itemsAt(rule, 'from').flatMap((each) => partFaults(each, 'source', OF_SOURCES)),
      ...itemsAt(rule, 'from').flatMap((each) => sourceFaults(partAt(each, 'source'))),
      ...itemsAt(rule, 'to').flatMap((each) => partFaults(each, 'operation', OF_OPERATIONS)),
      ...itemsAt(rule, 'to').flatMap((each) => portsFaults(partAt(each, 'operation'))),
      ...itemsAt(rule, 'when').flatMap(conditionFaults),
    ]),
  ];
}

/** Refuses a source or an operation that says nothing, or that has empty texts. */
function partFaults(each: Part, name: string, fields: readonly string[]): readonly Refusal[] {
  const part = partAt(each, name);
  if (part.value === undefined) return unless(false, part, 'be given', 'is not');
  const all = fields.flatMap((field) => [field, `not${field.charAt(0).toUpperCase()}${field.slice(1)}`]);
  return [
    ...unless(
      all.some((field) => hasAny(part, field)),
      part,
      'have at least one condition',
      'has none',
    ),
    ...all.flatMap((field) =>
      itemsAt(part, field).flatMap((value) => textsMust(value, (it) => it !== '', 'not be empty')),
    ),
  ];
}

function sourceFaults(source: Part): readonly Refusal[] {
  const ranges = ['ipBlocks', 'notIpBlocks', 'remoteIpBlocks', 'notRemoteIpBlocks'];
  const isNamed = ['principals', 'notPrincipals', 'namespaces', 'notNamespaces'].some((name) => hasAny(source, name));
  const byAccount = hasAny(source, 'serviceAccounts') || hasAny(source, 'notServiceAccounts');
  return [
    ...unless(!isNamed || !byAccount, source, 'have no serviceAccounts beside namespaces or principals', 'has both'),
    ...ranges.flatMap((name) =>
      itemsAt(source, name).flatMap((each) =>
        textsMust(each, (it) => it === '' || isRange(it), 'be an IP address or a range of them'),
      ),
    ),
  ];
}

function portsFaults(operation: Part): readonly Refusal[] {
  const isPort = (it: string): boolean => it === '' || (/^\d+$/.test(it) && Number(it) <= 65_535);
  return ['ports', 'notPorts'].flatMap((name) =>
    itemsAt(operation, name).flatMap((each) => textsMust(each, isPort, 'be the number of a port')),
  );
}

const KEYS = [
  'source.ip',
  'remote.ip',
  'source.namespace',
  'source.serviceAccount',
  'source.principal',
  'source.trustDomain',
  'request.auth.principal',
  'request.auth.audiences',
  'request.auth.presenter',
  'destination.ip',
  'destination.port',
  'connection.sni',
];
const MAPS = ['request.headers', 'request.auth.claims', 'experimental.'];

function conditionFaults(condition: Part): readonly Refusal[] {
  const key = partAt(condition, 'key');
  const isKey = (it: string): boolean =>
    KEYS.includes(it) || (MAPS.some((each) => it.startsWith(each)) && /^[^[]+\[.+\]$/.test(it));
  return [
    ...unless(key.value !== undefined, key, 'be given', 'is not'),
    ...textsMust(key, isKey, 'be an attribute that Istio has'),
    ...unless(
      hasAny(condition, 'values') || hasAny(condition, 'notValues'),
      condition,
      'have values or notValues',
      'has none',
    ),
  ];
}

/** Finds what the webhook refuses in the spec of a PeerAuthentication. */
export function peerAuthenticationFaults(spec: Part): readonly Refusal[] {
  const isSelected = hasAny(partAt(spec, 'selector'), 'matchLabels');
  return unless(
    isSelected || entriesAt(spec, 'portLevelMtls').length === 0,
    partAt(spec, 'portLevelMtls'),
    'be left out without a selector',
    'is not',
  );
}
