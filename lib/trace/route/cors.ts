/**
 * Which requests a rule's `corsPolicy` answers: preflights, by which a browser asks whether a page of another origin may send a
 * request. What the answer allows is up to the browser.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/networking/core/route/route.go
 * @module
 */
import type { CorsPolicy, HTTPRoute } from '../../istio';
import { comparisonOf, headerOf, holdsFor } from '../../match';
import type { Wire } from '../wire';

/** Whether the proxy answers a request as a preflight. Unless told otherwise, it passes on one of an origin that is not allowed. */
export function answersPreflight({ corsPolicy }: HTTPRoute, wire: Wire): boolean {
  if (corsPolicy === undefined || wire.method !== 'OPTIONS') return false;
  const [origin = '', method = ''] = ['origin', 'access-control-request-method'].map((name) => headerOf(wire, name));
  if (origin === '' || method === '') return false;
  return corsPolicy.unmatchedPreflights === 'IGNORE' || isAllowed(corsPolicy, origin);
}

/** Whether requests of an origin are allowed. A condition that holds for `*` holds for every origin. */
function isAllowed({ allowOrigins = [] }: CorsPolicy, origin: string): boolean {
  return allowOrigins.map(comparisonOf).some((each) => holdsFor(each, '*') || holdsFor(each, origin));
}
