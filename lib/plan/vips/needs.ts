/**
 * Which services need a virtual address.
 * @module
 */
import { type CallSite, type ConfigIssue, oldIssue } from '../../errors';
import { routeProtocol } from '../../istio';
import type { IMeshService, MeshDescription } from '../../mesh';
import { callerClusters } from '../callers';
import { isRemote } from '../destination';
import { viewsOf } from '../view';
import { VipLedger } from './ledger';

/**
 * Gives addresses to the services that need one; reports MC035, MC105, and what is wrong with the ledger. A service needs
 * one by where it runs and is called from, whatever its rules: an address should not change with every route.
 */
export function assignVips(mesh: MeshDescription, vips: VipLedger | undefined, at: CallSite): readonly ConfigIssue[] {
  const needing = mesh.services.filter((service) => needsVip(mesh, service));
  const given: unknown = vips;
  if (given instanceof VipLedger) return [...given.issues, ...given.assign(mesh.name, needing)];
  if (given !== undefined) {
    const fix = 'pass VipLedger.parse(…)';
    return [oldIssue('MC035', { what: 'vips of the scheme is no VipLedger', got: given, fix }, at)];
  }
  return needing
    .filter((service) => viewsOf(mesh, service).some(({ destinations }) => destinations.some(isRemote)))
    .map((service) => {
      const got = service.ports.filter(isNoHttp).map(({ name, number, protocol }) => `${name}: ${number} ${protocol}`);
      const what = `service "${service.name}" is called across clusters by TCP or TLS, and there are no vips`;
      return oldIssue('MC105', { what, got }, service.describedAt);
    });
}

/** The address that a service was given; undefined when it needs none. */
export function vipOf(vips: VipLedger | undefined, service: IMeshService): string | undefined {
  return vips instanceof VipLedger ? vips.addressOf(service) : undefined;
}

function needsVip(mesh: MeshDescription, service: IMeshService): boolean {
  if (!service.ports.some(isNoHttp)) return false;
  const callers = [...callerClusters(mesh, service)];
  return service.clustersOf().some((place) => callers.some((caller) => caller !== place));
}

function isNoHttp({ protocol }: IMeshService['ports'][number]): boolean {
  return routeProtocol(protocol) !== 'http';
}
