/**
 * What the scheme of the article cannot write, and which virtual addresses it can.
 * @module
 */
import { type CallSite, type ConfigIssue, oldIssue } from '../../errors';
import { AUTO_ALLOCATED, CLASS_E, contains, parseIpv4 } from '../../istio';
import type { IMeshService, MeshDescription, ServicePort } from '../../mesh';
import { type DestinationView, hasSeveralPlaces, targetTitle } from '../destination';
import type { ServiceView } from '../view';

/** An MC085 for least privilege, and an MC065 for each service with other ports than the article's. */
export function checkSupport(mesh: MeshDescription, at: CallSite): readonly ConfigIssue[] {
  const what = `mesh "${mesh.name}" has least privilege, which Article2019 cannot write`;
  return [...(mesh.leastPrivilege ? [oldIssue('MC085', { what, got: 'Article2019' }, at)] : []), ...otherPorts(mesh)];
}

/** What is wrong with the addresses that are given; MC009, and MC024 to MC026. */
export function checkVips(
  mesh: MeshDescription,
  vips: ReadonlyMap<IMeshService, string>,
  at: CallSite,
): readonly ConfigIssue[] {
  const owners = new Map<string, IMeshService>();
  return [...vips].flatMap(([service, vip]) => {
    if (!mesh.services.includes(service)) {
      return [oldIssue('MC009', { what: `a VIP is for no service of mesh "${mesh.name}"`, got: service }, at)];
    }
    const role = `VIP of "${service.name}"`;
    const owner = owners.get(vip);
    owners.set(vip, service);
    const address = typeof vip === 'string' ? parseIpv4(vip) : undefined;
    if (address === undefined || !contains(CLASS_E, address)) {
      return [oldIssue('MC024', { what: `${role} is not in 240.0.0.0/4`, got: vip }, at)];
    }
    if (contains(AUTO_ALLOCATED, address)) {
      return [oldIssue('MC025', { what: `${role} may be allocated by Istio to another host`, got: vip }, at)];
    }
    return owner === undefined
      ? []
      : [oldIssue('MC026', { what: `${role} is the VIP of "${owner.name}" too`, got: vip }, at)];
  });
}

/** An MC029 for each destination with several places: a subset of this scheme is a cluster, so that it cannot be one. */
export function checkPlaces(
  { service, cluster }: ServiceView,
  remote: readonly DestinationView[],
): readonly ConfigIssue[] {
  const isAmbiguous = (destination: DestinationView): boolean =>
    hasSeveralPlaces(destination) ||
    (destination.cluster !== undefined && service.clustersOf(destination.version).length > 1);
  return remote.filter(isAmbiguous).map(({ here, remotes, version }) => {
    const what = `${targetTitle(service, version)} has several places`;
    const got = version === undefined ? [...(here ? [cluster] : []), ...remotes] : service.clustersOf(version);
    return oldIssue('MC029', { what, got }, service.describedAt);
  });
}

/** The article has one HTTP port per service, and so have its ServiceEntries. */
function otherPorts({ services }: MeshDescription): readonly ConfigIssue[] {
  const isOnlyHttp = ([port, ...others]: readonly ServicePort[]): boolean =>
    port?.name === 'http' && port.protocol === 'HTTP' && Object.is(port.targetPort, port.number) && others.length === 0;
  return services
    .filter(({ ports }) => ports.length > 0 && !isOnlyHttp(ports))
    .map(({ name, ports, describedAt }) => {
      const got = ports.map(({ name: port, number, protocol }) => `${port}: ${number} ${protocol}`);
      return oldIssue('MC065', { what: `service "${name}" has other ports than one of HTTP`, got }, describedAt);
    });
}
