/**
 * Compares the Services of existing workloads across clusters.
 * @module
 */
import type { Finding } from '../../errors';
import { declaredProtocol, type ServicePort } from '../../istio';
import { groupBy } from '../../manifests';
import type { Cluster, IMeshService } from '../../mesh';
import { makeFinding, type Place, titleOf } from '../finding';
import { VERIFY } from '../messages';
import type { Written } from '../written';

/** What is compared of a Service between clusters. It is small, so that it can be kept while other clusters are read. */
export interface PlacedService extends Place {
  readonly service: IMeshService;
  readonly cluster: Cluster;
  readonly ports: readonly ServicePort[];
  /** Whether its callers find it in other clusters by the name of its port, too. */
  readonly isDiscovered: boolean;
}

/** The Services of the mesh in an app. Objects that are `wrong` are left out. */
export function placedServices({ members, cluster }: Written, wrong: ReadonlySet<string>): readonly PlacedService[] {
  return members()
    .filter((each) => !wrong.has(each.service.id))
    .map(({ plan, service: { id, at, ports } }) => {
      const isDiscovered = plan.remotes.length > 0 && plan.serviceEntry === undefined;
      return { id, at, service: plan.service, cluster, ports, isDiscovered };
    });
}

/**
 * Finds ports of Services that differ between clusters (MC145). Each Service is also compared with the description: its port
 * numbers and target ports, and the service account of its Pods.
 */
export function checkClusters(services: readonly PlacedService[]): readonly Finding[] {
  const places = groupBy(services, ({ service }) => service);
  return [...places].flatMap(([{ ports }, [first, ...others]]) =>
    first === undefined
      ? []
      : ports.flatMap(({ number }) => others.flatMap((other) => comparePort(number, first, other))),
  );
}

function comparePort(number: number, one: PlacedService, other: PlacedService): readonly Finding[] {
  const [wanted, got] = [one, other].map(({ ports }) => ports.find(({ port }) => port === number));
  // a missing port is reported already
  if (wanted === undefined || got === undefined) return [];
  const { cluster } = other;
  const report = (what: string, as: string | undefined, is: string | undefined): readonly Finding[] => {
    const given = is === undefined ? 'has none' : `has "${is}"`;
    const text = `Port ${number} of ${titleOf(other, cluster)} must have ${what} "${as ?? ''}", as in cluster "${one.cluster.name}", but ${given}.`;
    return [makeFinding(VERIFY.MC145, { what: text, got: is }, other, cluster)];
  };
  const [protocol, declared] = [declaredProtocol(wanted), declaredProtocol(got)];
  if (protocol !== declared) return report('the protocol', protocol, declared);
  const isDiscovered = one.isDiscovered || other.isDiscovered;
  return isDiscovered && wanted.name !== got.name ? report('the name', wanted.name, got.name) : [];
}
