/**
 * Reads the share of an app in a cluster, and what it owns there.
 * @module
 */
import { ALL_NAMESPACES, serviceHost, serviceNames } from '../../istio';
import { type GatewayObject, type IstioObject, isNamespace, type ServiceRouteObject } from '../../manifests';
import { type ClusterPlan, sourceOf } from '../../plan';
import type { ClusterObjects } from '../cluster-objects';
import { schemeOf } from '../description';
import { textOf } from '../same';
import type { Written } from '../written';
import type { Claim, Owned, RouteClaim, ServerClaim, Share } from './claim';

/** The share of an app with a plan. */
export function shareOf(plan: ClusterPlan, folder: string, owned: () => Owned): Share {
  return {
    folder,
    mesh: plan.mesh,
    description: sourceOf(plan)?.description,
    scheme: schemeOf(plan),
    source: numberOf(plan),
    cluster: plan.cluster.name,
    owned,
  };
}

const numbers = new WeakMap<ClusterPlan, number>();
let last = 0;

/** A number that no other plan has. */
function numberOf(plan: ClusterPlan): number {
  const number = numbers.get(plan) ?? ++last;
  numbers.set(plan, number);
  return number;
}

/** Reads what an app owns in its cluster. Objects in `ignored`, by identity, own nothing, because they are wrong anyway. */
export function ownedIn(written: Written, ignored: ReadonlySet<string>): Owned {
  const { objects } = written;
  const claim = claimsOf(written);
  const hasClaims = ({ id }: IstioObject): boolean => !ignored.has(id);
  const alias = aliasesOf(written);
  const known = (host: string): string => alias.get(host) ?? host;
  return {
    objects: pathsOf(objects),
    namespaces: new Map(objects.all.filter(isNamespace).map(({ id, json }) => [id, textOf(json)])),
    routes: [
      ...objects
        .virtualServices()
        .filter((each) => each.isForSidecars && hasClaims(each))
        .flatMap(({ hosts, hasConnections, ...each }) =>
          hosts.map((host) => ({ ...claim(each, known(host.toLowerCase())), hasConnections, isServiceRoute: false })),
        ),
      ...objects.serviceRoutes().flatMap((each) => serviceRoutesOf(written, each, claim)),
    ],
    rules: objects
      .destinationRules()
      .filter(hasClaims)
      .map((each) => claim(each, known(each.host))),
    entries: [
      ...servicesOf(written),
      ...objects
        .serviceEntries()
        .filter(hasClaims)
        .flatMap((each) => each.hosts.map((host) => claim(each, host.toLowerCase()))),
    ],
    servers: objects
      .gateways()
      .filter(hasClaims)
      .flatMap((each) => serversOf(each, claim)),
  };
}

/** The claims of a route of the Gateway API to Services. One for another port than those of the service has no effect. */
function serviceRoutesOf(
  { plan }: Written,
  { services, ...object }: ServiceRouteObject,
  claim: ReturnType<typeof claimsOf>,
): readonly RouteClaim[] {
  return services.flatMap(({ name, namespace, port, viewers }) => {
    const known = plan.services.find(({ service }) => service.name === name && service.namespace === namespace);
    const isOther = port !== undefined && known?.service.ports.every(({ number }) => number !== port);
    if (isOther === true) return [];
    const host = serviceHost({ name, namespace });
    return [{ ...claim({ ...object, viewers }, host), hasConnections: false, isServiceRoute: true }];
  });
}

/** The claims of a Gateway's servers. Those that end TLS themselves have other server names, and claim nothing. */
function serversOf(gateway: GatewayObject, claim: ReturnType<typeof claimsOf>): readonly ServerClaim[] {
  const { servers, selector } = gateway;
  return servers.flatMap(({ mode, isPlain, port, hosts }) => {
    const isPassing = mode === 'AUTO_PASSTHROUGH' && !isPlain;
    if (port === undefined || !(isPassing || isPlain)) return [];
    const claimed = new Set(isPlain ? ['*'] : hosts);
    return [...claimed].map((host) => ({ ...claim(gateway, host), isPassing, port, selector }));
  });
}

/** The paths of the objects that have names. If objects have one identity, the first counts. */
function pathsOf({ all }: ClusterObjects): ReadonlyMap<string, string> {
  const paths = new Map<string, string>();
  for (const { id, name, at } of all) if (name !== '' && !paths.has(id)) paths.set(id, at);
  return paths;
}

function claimsOf({ planned, ownById }: Written): (object: Omit<IstioObject, 'spec'>, host: string) => Claim {
  return ({ id, at, namespace, viewers }, host) => {
    const mesh = ownById.has(id) ? undefined : planned.namespaces();
    return { id, at, namespace, viewers, host, mesh };
  };
}

/** The full host of each shorter name of the mesh's Services. A VirtualService for `cart.default` takes requests to that name. */
function aliasesOf({ plan }: Written): ReadonlyMap<string, string> {
  return new Map(
    plan.services.flatMap(({ service }) => serviceNames(service).map((name) => [name, serviceHost(service)])),
  );
}

/** The claims of the mesh's Services to their hosts. */
function servicesOf({ plan, planned, objects }: Written): readonly Claim[] {
  const here = plan.services.filter(({ workloads, existing }) => workloads !== undefined || existing.length > 0);
  return here.map(({ service: { name, namespace } }) => {
    const id = `Service ${namespace}/${name}`;
    const at = objects.byId().get(id)?.at ?? '';
    const host = serviceHost({ name, namespace });
    return { id, at, namespace, viewers: ALL_NAMESPACES, host, mesh: planned.namespaces() };
  });
}
