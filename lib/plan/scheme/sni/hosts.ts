/**
 * Checks the hosts that services have across clusters.
 * @module
 */
import { type CallSite, type ConfigIssue, issue } from '../../../errors';
import { globalHost, MAX_NAME, serviceNames } from '../../../istio';
import { MESH, type MeshDescription } from '../../../mesh';
import { SNI } from './messages';

/** Answers which hosts in a domain are also names of Services (MC028), and which are too long (MC002). */
export function checkHosts({ services }: MeshDescription, domain: string, at: CallSite): readonly ConfigIssue[] {
  const taken = new Set(services.flatMap(serviceNames));
  return services.flatMap((service) => {
    const host = globalHost(service, domain);
    const title = `The host of service "${service.name}" across clusters`;
    const clash = `${title} must differ from the names of Services, but is "${host}".`;
    const long = `${title} must have at most ${MAX_NAME} characters, but "${host}" has ${host.length}.`;
    return [
      ...(taken.has(host) ? [issue(SNI.MC028, { what: clash, got: host }, at)] : []),
      ...(host.length > MAX_NAME ? [issue(MESH.MC002, { what: long, got: host }, at)] : []),
    ];
  });
}
