/**
 * Which hosts a Sidecar imports.
 * @see https://istio.io/latest/docs/reference/config/networking/sidecar/#IstioEgressListener
 * @module
 */
import { covers, isWildcard, overlap } from '../model/hosts';
import { NEWEST, type Semantics, SEMANTICS } from '../model/istio-minor';

/** A host that a Sidecar lists, with the namespace of its services; `*` for all. */
interface Import {
  readonly namespace: string;
  readonly host: string;
}

/** The hosts that the lists of a Sidecar import. */
export class Imports {
  private readonly included: readonly Import[];
  private readonly excluded: readonly Import[];

  /**
   * Reads the lists of a Sidecar.
   *
   * @param hosts the hosts as they are written: `shop/*`, `./cart.shop.svc.cluster.local`, `~shop/*`; `~/*` excludes all
   * @param own the namespace of the Sidecar
   * @param semantics whether those with `~` exclude others, or name nothing; by default, those of the newest release
   */
  constructor(hosts: readonly string[], own: string, { isExcluding }: Semantics = SEMANTICS[NEWEST]) {
    const read = (text: string): Import => {
      const [namespace = '', host = ''] = text.split('/');
      return { namespace: namespace === '.' ? own : namespace === '' ? '*' : namespace, host };
    };
    this.included = hosts.filter((host) => !host.startsWith('~')).map(read);
    const excluded = isExcluding ? hosts.filter((host) => host.startsWith('~')) : [];
    this.excluded = excluded.map((host) => read(host.slice(1)));
  }

  /** Whether they hold no wildcards, for hosts or for namespaces. */
  get isExact(): boolean {
    return this.included.every(({ namespace, host }) => namespace !== '*' && !isWildcard(host));
  }

  /** The hosts and wildcards that they import. */
  get hosts(): readonly string[] {
    return this.included.map(({ host }) => host);
  }

  /** Whether they hold the host of a service in a namespace. */
  hasService(host: string, namespace: string): boolean {
    const isThis = (each: Import): boolean => isIn(each, namespace) && covers(each.host, host);
    return this.included.some(isThis) && !this.excluded.some(isThis);
  }

  /**
   * Whether they hold a name that stands for a service: the hosts of the service's namespace decide if they hold the service itself,
   * else those of all namespaces.
   */
  hasAlias(alias: string, { host, namespace }: { readonly host: string; readonly namespace: string }): boolean {
    const own = this.included.filter((each) => each.namespace === namespace);
    const isOwn = own.some((each) => covers(each.host, host));
    return (isOwn ? own : this.included.filter((each) => each.namespace === '*')).some((each) =>
      covers(each.host, alias),
    );
  }

  /** Whether they hold one of the hosts of a VirtualService in a namespace. */
  hasRoutes(hosts: readonly string[], namespace: string): boolean {
    return hosts.some(
      (host) =>
        this.included.some((each) => isIn(each, namespace) && overlap(each.host, host)) &&
        !this.excluded.some((each) => isIn(each, namespace) && covers(each.host, host)),
    );
  }
}

function isIn(each: Import, namespace: string): boolean {
  return each.namespace === '*' || each.namespace === namespace;
}
