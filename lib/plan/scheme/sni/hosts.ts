/**
 * Checks the hosts that services have across clusters.
 * @module
 */
import { type CallSite, type ConfigIssue, issue } from '../../../errors';
import { globalHost, MAX_NAME, serviceNames } from '../../../istio';
import { type IMeshService, MESH, type MeshDescription } from '../../../mesh';
import { SNI } from './messages';
import { isOrderedByName, ownHost } from './own-hosts';

/** Answers which hosts in a domain are also names of Services (MC028), and which are too long (MC002). */
export function checkHosts({ services }: MeshDescription, domain: string, at: CallSite): readonly ConfigIssue[] {
  const taken = new Set(services.flatMap(serviceNames));
  return services.flatMap((service) => {
    const host = globalHost(service, domain);
    const title = `The host of service "${service.name}" across clusters`;
    const clash = `${title} must differ from the names of Services, but is "${host}".`;
    const longest = hostsOf(service, host).reduce((one, other) => (other.length > one.length ? other : one));
    const long = `${title} must have at most ${MAX_NAME} characters, but "${longest}" has ${longest.length}.`;
    return [
      ...(taken.has(host) ? [issue(SNI.MC028, { what: clash, got: host }, at)] : []),
      ...(longest.length > MAX_NAME ? [issue(MESH.MC002, { what: long, got: longest }, at)] : []),
    ];
  });
}

/** The host of a service, and those that its versions may have. */
function hostsOf(service: IMeshService, host: string): readonly string[] {
  return isOrderedByName(service) ? [host, ...service.versions.map((version) => ownHost({ version }, host))] : [host];
}
