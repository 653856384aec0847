/**
 * Compares the Services of existing workloads across clusters.
 * @module
 */
import type { Finding } from '../../errors';
import { declaredProtocol } from '../../istio';
import type { IMeshService } from '../../mesh';
import { makeFinding, titleOf } from '../finding';
import type { Member } from '../members';
import { VERIFY } from '../messages';
import type { Written } from '../written';

interface Placed extends Member {
  readonly written: Written;
}

/**
 * Finds ports of Services that differ between clusters (MC145). Each Service is also compared with the description: its port
 * numbers and target ports, and the service account of its Pods. Objects that are `wrong` in an app are left out.
 */
export function checkClusters(
  apps: readonly { readonly written: Written; readonly wrong: ReadonlySet<string> }[],
): readonly Finding[] {
  const places = new Map<IMeshService, Placed[]>();
  for (const { written, wrong } of apps)
    for (const member of written.members.filter((each) => !wrong.has(each.service.id))) {
      const { service } = member.plan;
      places.set(service, [...(places.get(service) ?? []), { ...member, written }]);
    }
  return [...places].flatMap(([{ ports }, [first, ...others]]) =>
    first === undefined
      ? []
      : ports.flatMap(({ number }) => others.flatMap((other) => comparePort(number, first, other))),
  );
}

function comparePort(number: number, one: Placed, other: Placed): readonly Finding[] {
  const [wanted, got] = [one, other].map(({ service }) => service.ports.find(({ port }) => port === number));
  // a missing port is reported already
  if (wanted === undefined || got === undefined) return [];
  const { cluster } = other.written;
  const report = (what: string, as: string | undefined, is: string | undefined): readonly Finding[] => {
    const given = is === undefined ? 'has none' : `has "${is}"`;
    const text = `Port ${number} of ${titleOf(other.service, cluster)} must have ${what} "${as ?? ''}", as in cluster "${one.written.cluster.name}", but ${given}.`;
    return [makeFinding(VERIFY.MC145, { what: text, got: is }, other.service, cluster)];
  };
  const [protocol, declared] = [declaredProtocol(wanted), declaredProtocol(got)];
  if (protocol !== declared) return report('the protocol', protocol, declared);
  const isDiscovered = [one, other].some(({ plan }) => plan.remotes.length > 0 && plan.serviceEntry === undefined);
  return isDiscovered && wanted.name !== got.name ? report('the name', wanted.name, got.name) : [];
}
