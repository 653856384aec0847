/**
 * What a rule for HTTP does.
 * @module
 */
import { destinationFaults, routeFaults } from './destination';
import { faultFaults, redirectFaults, retryFaults, rewriteFaults, statusFaults } from './http-actions';
import { authorityFaults, headerFaults } from './http-headers';
import { matchFaults } from './http-match';
import { durationFaults } from './names';
import { has, hasAny, itemsAt, notBoth, numbersMust, type Part, partAt, type Refusal, unless } from './part';

/** Refuses a rule for HTTP. */
export function httpRouteFaults(rule: Part, isDelegate: boolean): readonly Refusal[] {
  return [
    ...(isDelegate || !has(rule, 'delegate') ? actionFaults(rule, isDelegate) : rootFaults(rule)),
    ...itemsAt(rule, 'match').flatMap(matchFaults),
    ...routeFaults(rule),
    ...headerFaults(partAt(rule, 'headers')),
    ...authorityFaults(rule),
    ...itemsAt(rule, 'route').flatMap((each) => headerFaults(partAt(each, 'headers'))),
    ...faultFaults(partAt(rule, 'fault')),
    ...redirectFaults(rule),
    ...(has(rule, 'directResponse') ? statusFaults(partAt(rule, 'directResponse', 'status')) : []),
    ...retryFaults(partAt(rule, 'retries')),
    ...rewriteFaults(partAt(rule, 'rewrite')),
    ...mirrorFaults(rule),
    ...durationFaults(partAt(rule, 'timeout')),
    ...durationFaults(partAt(rule, 'corsPolicy', 'maxAge')),
  ];
}

/** A rule that delegates does nothing else. */
function rootFaults(rule: Part): readonly Refusal[] {
  return [
    ...notBoth(rule, 'delegate', 'redirect'),
    ...unless(!hasAny(rule, 'route'), rule, 'have only one of delegate and route', 'has both'),
  ];
}

function actionFaults(rule: Part, isDelegate: boolean): readonly Refusal[] {
  const [first] = ['redirect', 'directResponse'].filter((name) => has(rule, name));
  const excluded =
    first === undefined
      ? []
      : ['fault', 'rewrite', ...(first === 'redirect' ? ['directResponse'] : [])].flatMap((name) =>
          notBoth(rule, first, name),
        );
  const isRouted = hasAny(rule, 'route');
  return [
    ...unless(!isDelegate || !has(rule, 'delegate'), rule, 'not delegate in a VirtualService without hosts', 'does'),
    ...unless(first === undefined || !isRouted, rule, `have only one of ${first ?? ''} and route`, 'has both'),
    ...unless(first !== undefined || isRouted, rule, 'have a route, a redirect or a directResponse', 'has none'),
    ...excluded,
    ...unless(
      !has(rule, 'mirror') || !hasAny(rule, 'mirrors'),
      rule,
      'have only one of mirror and mirrors',
      'has both',
    ),
  ];
}

function mirrorFaults(rule: Part): readonly Refusal[] {
  const all = itemsAt(rule, 'mirrors');
  const shares = [partAt(rule, 'mirrorPercentage', 'value'), ...all.map((each) => partAt(each, 'percentage', 'value'))];
  return [
    ...destinationFaults(partAt(rule, 'mirror')),
    ...all.flatMap((each) => [
      ...unless(has(each, 'destination'), partAt(each, 'destination'), 'be given', 'is not'),
      ...destinationFaults(partAt(each, 'destination')),
    ]),
    ...shares.flatMap((each) => numbersMust(each, (share) => share >= 0 && share <= 100, 'be from 0 to 100')),
    ...numbersMust(partAt(rule, 'mirrorPercent'), (share) => share <= 100, 'be at most 100'),
  ];
}
