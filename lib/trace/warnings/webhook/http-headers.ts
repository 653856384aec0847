/**
 * Headers that a rule changes.
 * @module
 */
import { entriesAt, itemsAt, type Part, partAt, type Refusal, unless } from './part';

/** Refuses an authority that a rule sets twice. */
export function authorityFaults(rule: Part): readonly Refusal[] {
  const request = partAt(rule, 'headers', 'request');
  const set = ['set', 'add'].flatMap((change) => entriesAt(request, change)).filter(({ key }) => isAuthority(key));
  const all = [partAt(rule, 'rewrite', 'authority'), ...set].filter(({ value }) => value !== undefined && value !== '');
  return all.slice(1).flatMap((each) => unless(false, each, 'be the only one that sets the authority'));
}

function isAuthority(header: string): boolean {
  return /^(?::authority|host)$/i.test(header);
}

/** Refuses headers that Envoy does not let rules change: the host can only be set or added in a request. */
export function headerFaults(headers: Part): readonly Refusal[] {
  if (headers.value === undefined) return [];
  const named = (direction: string, change: string): readonly (Part & { readonly key: string })[] =>
    change === 'remove'
      ? itemsAt(headers, direction, change).map((each) => ({ ...each, key: String(each.value) }))
      : entriesAt(headers, direction, change);
  return ['request', 'response'].flatMap((direction) =>
    ['add', 'set', 'remove'].flatMap((change) => {
      const mayBeHost = direction === 'request' && change !== 'remove';
      return named(direction, change).flatMap((each) => {
        const isHost = isAuthority(each.key);
        const isRight = isHost ? mayBeHost : each.key !== '' && !each.key.startsWith(':');
        return unless(isRight, each, 'be about a header that a rule can change', `"${each.key}" is none`);
      });
    }),
  );
}
