/**
 * Checks the port in conditions on the authority. Clients leave port 80 out and write any other port.
 * @module
 */
import { type ConfigIssue, issue, listText } from '../../errors';
import { serviceNames, type StringMatch } from '../../istio';
import { type Conditions, isFor, matchesWhole } from '../../match';
import type { Route } from '../../mesh';
import { PLAN } from '../messages';

/** Reports an authority that names the service, but not with a port that callers send (MC163). For Envoy, it is the header Host. */
export function reportAuthority(route: Route, title: string, conditions: Conditions): readonly ConfigIssue[] {
  const { authority, headers = {} } = conditions;
  return [
    ...reportText(route, `"authority" of ${title}`, conditions, authority),
    ...reportText(route, `"host" in "headers" of ${title}`, conditions, headers['host']),
  ];
}

function reportText(
  route: Route,
  title: string,
  conditions: Conditions,
  wanted: StringMatch | undefined,
): readonly ConfigIssue[] {
  const { service } = route;
  const names = [service.name, ...serviceNames(service)];
  const name = names.find((each) => wanted !== undefined && namesHost(wanted, each));
  if (wanted === undefined || name === undefined) return [];
  const ports = route.ports.filter(({ number }) => isFor(conditions, number));
  const sentTo = (host: string): readonly string[] =>
    ports.map(({ number }) => (number === 80 ? host : `${host}:${number}`));
  const sent = sentTo(name);
  const [meant] = sent;
  if (meant === undefined || names.flatMap(sentTo).some((each) => holds(wanted, each))) return [];
  const given = wanted.exact ?? wanted.prefix ?? wanted.regex;
  const must = `${wanted.exact === undefined ? 'match' : 'be'} ${listText(sent, 'or')}`;
  const what = `${title} must ${must}, as callers send it, but is "${given ?? ''}".`;
  return [issue(PLAN.MC163, { what, got: given, fix: 'Write the port as callers do.', meant }, route.describedAt)];
}

/** Whether a condition certainly is for a host alone, with or without a port. */
function namesHost({ exact, prefix, regex }: StringMatch, host: string): boolean {
  const text = exact ?? prefix;
  if (text !== undefined) return isHost(text, host);
  // a plain text, in which a dot may be written as such
  return regex !== undefined && /^(?:[\w.:-]|\\\.)+$/.test(regex) && isHost(regex.replaceAll('\\.', '.'), host);
}

function isHost(authority: string, host: string): boolean {
  return authority.split(':')[0] === host;
}

function holds({ exact, prefix, regex }: StringMatch, authority: string): boolean {
  if (exact !== undefined) return exact === authority;
  if (prefix !== undefined) return authority.startsWith(prefix);
  return regex !== undefined && matchesWhole(regex, authority);
}
