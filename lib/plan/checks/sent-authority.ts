/**
 * Checks the port in conditions on the authority. Clients leave port 80 out and write any other port.
 * @module
 */
import { type ConfigIssue, issue, listText } from '../../errors';
import { serviceNames } from '../../istio';
import { type Conditions, isFor } from '../../match';
import type { Route } from '../../mesh';
import { PLAN } from '../messages';

/** Reports an exact authority that names the service, but not with a port that callers send (MC163). */
export function reportAuthority(route: Route, title: string, conditions: Conditions): readonly ConfigIssue[] {
  const exact = conditions.authority?.exact;
  const { service } = route;
  if (exact === undefined) return [];
  const [host = '', ...port] = exact.split(':');
  if (![service.name, ...serviceNames(service)].includes(host)) return [];
  const ports = route.ports.filter(({ number }) => isFor(conditions, number));
  const sent = ports.map(({ number }) => (number === 80 ? host : `${host}:${number}`));
  const [meant] = sent;
  if (meant === undefined || sent.includes([host, ...port].join(':'))) return [];
  const what = `"authority" of ${title} must be ${listText(sent, 'or')}, as callers send it, but is "${exact}".`;
  return [issue(PLAN.MC163, { what, got: exact, fix: 'Write the port as callers do.', meant }, route.describedAt)];
}
