/**
 * What a rule of an AuthorizationPolicy depends on that manifests do not tell.
 * @module
 */
import { joinWords } from '../../errors';
import type { AuthorizationPolicySpec } from '../../istio';
import type { Arriving } from './arriving';
import { hasToken } from './tokens';

type Rule = NonNullable<AuthorizationPolicySpec['rules']>[number];

/** The fields that are about addresses. */
const ADDRESSES = ['ipBlocks', 'notIpBlocks', 'remoteIpBlocks', 'notRemoteIpBlocks'] as const;
const ADDRESS_KEYS: ReadonlySet<string> = new Set(['source.ip', 'remote.ip', 'destination.ip']);
const TOKENS = ['requestPrincipals', 'notRequestPrincipals'] as const;

/** What a rule depends on, in words: `IP addresses`. */
export function dependsOn({ from = [], when = [] }: Rule, request: Arriving): string {
  const names = (fields: readonly (typeof ADDRESSES | typeof TOKENS)[number][]): boolean =>
    from.some(({ source = {} }) => fields.some((each) => source[each] !== undefined));
  const isAbout = (test: (key: string) => boolean): boolean => when.some(({ key }) => test(key));
  const found = [
    ...(names(ADDRESSES) || isAbout((key) => ADDRESS_KEYS.has(key)) ? ['IP addresses'] : []),
    ...(hasToken(request) && (names(TOKENS) || isAbout((key) => key.startsWith('request.auth.'))) ? ['tokens'] : []),
    ...(isAbout((key) => key.startsWith('experimental.')) ? ['metadata of Envoy'] : []),
  ];
  return joinWords(found);
}
