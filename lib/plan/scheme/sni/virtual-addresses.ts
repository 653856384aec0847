/**
 * Assigns virtual addresses to the services that need one.
 * @module
 */
import { type ConfigIssue, issue } from '../../../errors';
import { routeProtocol } from '../../../istio';
import type { IMeshService } from '../../../mesh';
import { isRemote } from '../../destination';
import type { RoutedMesh, RoutedService } from '../../routed-mesh';
import type { VipLedger } from '../../vips/ledger';
import { SNI } from './messages';

/** The addresses of services, and the issues of the ledger. */
export interface AssignedVips {
  readonly addresses: ReadonlyMap<IMeshService, string>;
  readonly issues: readonly ConfigIssue[];
}

/**
 * Assigns addresses from a ledger to the services that need one. Without a ledger, no service may be called across clusters at
 * TCP or TLS ports (MC105). Rules do not decide whether a service needs an address, but only where it runs and who calls it, so
 * that an address does not change with every route.
 */
export function assignVips({ mesh, services }: RoutedMesh, vips: VipLedger | undefined): AssignedVips {
  const needing = services.filter(needsVip);
  if (vips === undefined) return { addresses: new Map(), issues: needing.filter(isCalledAcross).map(reportMissing) };
  return vips.assign(
    mesh.name,
    needing.map(({ service }) => service),
  );
}

function needsVip({ service, callers }: RoutedService): boolean {
  if (!service.ports.some(isNotHttp)) return false;
  return service.clustersOf().some((place) => [...callers].some((caller) => caller !== place));
}

function isCalledAcross({ views }: RoutedService): boolean {
  return views.some(({ destinations }) => destinations.some(isRemote));
}

function reportMissing({ service }: RoutedService): ConfigIssue {
  const ports = service.ports.filter(isNotHttp).map(({ number, protocol }) => `${number} (${protocol})`);
  const what = `Service "${service.name}" is called across clusters at port ${ports.join(' and ')}, so the scheme must have "vips", but has none.`;
  return issue(SNI.MC105, { what }, service.describedAt);
}

function isNotHttp({ protocol }: IMeshService['ports'][number]): boolean {
  return routeProtocol(protocol) !== 'http';
}
