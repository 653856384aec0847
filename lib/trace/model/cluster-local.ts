/**
 * Services whose endpoints in other clusters never count: those of Kubernetes itself, and those that the MeshConfig names.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/model/cluster_local.go
 * @module
 */
import { type Fields, fields, items, text, texts } from '../../manifests';
import { ByHost, isWildcard } from './hosts';

const DOMAIN = 'cluster.local';
const ISTIOD = 'istiod.istio-system.svc:15012';

/** Reads from a MeshConfig whether the services for a host are local to their cluster. */
export function clusterLocalHosts(config: Fields): ByHost<boolean> {
  const settings = items(config['serviceSettings'])
    .map(fields)
    .map(({ settings: given, hosts }) => ({
      isLocal: fields(given)['clusterLocal'] === true,
      hosts: texts(hosts),
    }));
  const shared = settings.filter(({ isLocal }) => !isLocal).flatMap(({ hosts }) => hosts);
  const found = new ByHost<boolean>();
  for (const { isLocal, hosts } of settings) for (const host of hosts) found.set(host, isLocal);
  for (const host of defaults(config)) if (!shared.some((each) => isOverridden(host, each))) found.set(host, true);
  return found;
}

function defaults(config: Fields): readonly string[] {
  const address = text(fields(config['defaultConfig'])['discoveryAddress']) ?? ISTIOD;
  const [, istiod] = /^(.*):\d+$/.exec(address) ?? [];
  return [
    `*.kube-system.svc.${DOMAIN}`,
    `kubernetes.default.svc.${DOMAIN}`,
    ...(istiod === undefined ? [] : [istiod.endsWith(DOMAIN) ? istiod : `${istiod}.${DOMAIN}`]),
  ];
}

/** Whether a host that is not local takes a default back: one host is enough for all that a wildcard covers. */
function isOverridden(host: string, shared: string): boolean {
  return shared === host || (isWildcard(host) && shared.endsWith(host.slice(1)));
}
