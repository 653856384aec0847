/**
 * Checks services outside of the mesh: that something calls each, and that their names, hosts and TCP ports are their own.
 * @module
 */
import { type ConfigIssue, issue, listText } from '../../errors';
import { serviceNames } from '../../istio';
import { type ExternalService, MESH, type MeshDescription } from '../../mesh';
import { PLAN } from '../messages';
import type { Check } from './check';

/** Reports services outside of the mesh that nothing calls (MC161). Nothing would be written for them. */
export const checkExternalCallers: Check = ({ mesh: { externalServices, externalCalls } }) =>
  externalServices
    .filter((service) => externalCalls.every(({ callee }) => callee !== service))
    .map(({ name, describedAt }) => {
      const what = `Something must call external service "${name}", but nothing does.`;
      return issue(PLAN.MC161, { what }, describedAt);
    });

/** Reports services outside of the mesh with the name of a service (MC160), or with a host that is one (MC159). */
export const checkExternalNames: Check = ({ mesh: { externalServices, services } }) =>
  externalServices.flatMap(({ name, namespace, host, describedAt }) => {
    const namesake = services.find((service) => service.name === name && service.namespace === namespace);
    const owner = services.find((service) => serviceNames(service).includes(host));
    const twice = `External service "${name}" must have another name than service "${namespace}/${name}".`;
    const taken = `"host" of external service "${name}" must not be a name of service "${owner?.name ?? ''}", but is "${host}".`;
    const fix = 'Call that service, or give the name that callers use outside of the mesh.';
    return [
      ...(namesake === undefined ? [] : [issue(MESH.MC160, { what: twice, got: name }, describedAt)]),
      ...(owner === undefined ? [] : [issue(MESH.MC159, { what: taken, got: host, fix }, describedAt)]),
    ];
  });

/**
 * Reports TCP ports of the same number, of services without addresses, that callers in one namespace see (MC162). A proxy can
 * tell such services apart only by the address, and sends all connections to one of them.
 */
export const checkExternalTcp: Check = ({ mesh }) => {
  const found = new Map<string, ConfigIssue>();
  for (const seen of seenTogether(mesh)) {
    const byPort = new Map<number, ExternalService>();
    for (const service of seen) {
      for (const { number, protocol } of service.addresses.length > 0 ? [] : service.ports) {
        const other = byPort.get(number);
        if (protocol !== 'TCP') continue;
        if (other === undefined) byPort.set(number, service);
        else found.set(`${service.namespace}/${service.name}:${number}`, reportTcp(other, service, number));
      }
    }
  }
  return [...found.values()];
};

/** The services outside of the mesh that are visible to the same proxies: those called from one namespace in one cluster. */
function seenTogether({ clusters, externalServices, externalCalls }: MeshDescription): readonly ExternalService[][] {
  return clusters.flatMap((cluster) => {
    const here = externalCalls.filter((call) => call.clusters.includes(cluster));
    const namespaces = new Set(here.map(({ caller }) => caller.namespace));
    return [...namespaces].map((namespace) => {
      const called = new Set(here.filter(({ caller }) => caller.namespace === namespace).map(({ callee }) => callee));
      return externalServices.filter((service) => called.has(service));
    });
  });
}

function reportTcp(first: ExternalService, second: ExternalService, port: number): ConfigIssue {
  const names = listText([first.name, second.name]);
  const what = `External services ${names} must have "addresses", because callers in one namespace use TCP port ${port} of both.`;
  return issue(PLAN.MC162, { what, got: port }, second.describedAt);
}
