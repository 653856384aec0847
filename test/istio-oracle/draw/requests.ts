/**
 * Draws requests that aim at what was drawn: hosts in all spellings, paths and headers around each condition.
 * @module
 */
import type { Dice } from '../../e2e/random/dice';
import { type ClusterManifests, isService, isServiceEntry, type Kube, namespaceOf } from '../kubernetes/objects';
import type { Request } from '../oracle';
import { CALLERS, INGRESS_HOST } from './names';

/** Some requests to a mesh. */
export function drawRequests(dice: Dice, clusters: readonly ClusterManifests[], count: number): readonly Request[] {
  return Array.from({ length: count }, () => drawRequest(dice, dice.pick(clusters)));
}

function drawRequest(dice: Dice, { name: cluster, objects }: ClusterManifests): Request {
  const hasIngress = objects.some(({ kind, metadata }) => kind === 'Gateway' && metadata.name === 'ingress');
  if (hasIngress && dice.chance(0.4)) return fromIngress(dice, cluster, objects);
  const [caller, namespace] = dice.pick(CALLERS);
  const { host, port } = drawTarget(dice, objects, namespace);
  const isOfGateway = host === INGRESS_HOST;
  const scheme = dice.chance(isOfGateway ? 0.6 : 0.9) ? 'http' : dice.pick(['tcp', 'tls', 'https']);
  const own =
    scheme === 'http' && isOfGateway && dice.chance(0.8)
      ? { Host: filled(dice.chance(0.5) ? 'shop.example.com' : dice.pick([...hostsIn(objects), 'api.example.com'])) }
      : scheme === 'http' && dice.chance(0.04)
        ? { Host: dice.pick(['ratings.default.svc.cluster.local:9080', 'reviews', 'other.example.net']) }
        : {};
  const headers = { ...drawHeaders(dice), ...own };
  return {
    from: `${cluster}/${namespace}/${caller}-v1`,
    ...(dice.chance(0.3) && { method: dice.pick(['POST', 'PUT', 'DELETE', 'OPTIONS', 'OPTIONS', 'OPTIONS']) }),
    to: `${scheme}://${host}:${port}${scheme === 'http' ? drawPath(dice) : ''}`,
    ...(scheme === 'http' && { headers }),
  };
}

function fromIngress(dice: Dice, cluster: string, objects: readonly Kube[]): Request {
  const host = filled(dice.pick([...hostsIn(objects), 'shop.example.com', 'api.example.com', 'unknown.example.org']));
  const scheme = dice.chance(0.7) ? 'http' : dice.chance(0.9) ? 'https' : 'tcp';
  const port = scheme !== 'tcp' && dice.chance(0.85) ? '' : `:${dice.pick(PORTS_OF_INGRESS[scheme])}`;
  if (scheme === 'tcp') return { from: `${cluster}/ingress`, to: `tcp://${host}${port}` };
  return {
    from: `${cluster}/ingress`,
    ...(dice.chance(0.2) && { method: 'OPTIONS' }),
    to: `${scheme}://${host}${port}${drawPath(dice)}`,
    headers: drawHeaders(dice),
  };
}

const PORTS_OF_INGRESS = { http: [80, 8080], https: [443, 443, 8443], tcp: [9000, 80, 443] } as const;

function hostsIn(objects: readonly Kube[]): readonly string[] {
  return objects.filter(({ kind }) => kind === 'VirtualService').flatMap(({ spec }) => hostsOf(spec));
}

function hostsOf(spec: object = {}): readonly string[] {
  return 'hosts' in spec && Array.isArray(spec.hosts) ? (spec.hosts as readonly string[]) : [];
}

function drawTarget(
  dice: Dice,
  objects: readonly Kube[],
  own: string,
): { readonly host: string; readonly port: number } {
  const services = objects.filter(isService).filter((each) => namespaceOf(each) !== 'istio-system');
  const entries = objects.filter(isServiceEntry);
  const [hasService, hasGateway] = ['istio-ingressgateway', 'ingress'].map((name) =>
    objects.some(({ metadata }) => metadata.name === name),
  );
  if (hasService && hasGateway && dice.chance(0.12))
    return { host: INGRESS_HOST, port: dice.pick([80, 443, 443, 9000]) };
  const other = dice.chance(0.12) ? dice.pick([80, 9080, 8080, 9000, 9443]) : undefined;
  if (services.length > 0 && (entries.length === 0 || dice.chance(0.75))) {
    const preferred = services.filter(({ metadata }) => metadata.name === 'reviews');
    const service = dice.pick(preferred.length > 0 && dice.chance(0.6) ? preferred : services);
    const port = other ?? dice.pick(service.spec.ports ?? [{ port: 80 }]).port;
    return { host: spellings(dice, service.metadata.name, namespaceOf(service), own), port };
  }
  if (entries.length > 0 && dice.chance(0.9)) {
    const { spec } = dice.pick(entries);
    const ports = 'ports' in spec && Array.isArray(spec.ports) ? (spec.ports as readonly { number: number }[]) : [];
    return { host: filled(dice.pick(spec.hosts)), port: other ?? dice.pick(ports).number };
  }
  return { host: dice.pick(['unknown.example.net', 'nowhere', 'www.example.com']), port: other ?? 80 };
}

/** A name for a wildcard. */
function filled(host: string): string {
  return host.replace(/^\*/, 'some');
}

function spellings(dice: Dice, name: string, namespace: string, own: string): string {
  const full = `${name}.${namespace}.svc.cluster.local`;
  const all = [full, `${name}.${namespace}`, `${name}.${namespace}.svc`, full.toUpperCase()];
  return dice.pick(namespace === own ? [name, name, name, ...all] : all);
}

const PATHS = [
  '/',
  '/items',
  '/items/',
  '/items/7',
  '/items/7/x',
  '/items/seven',
  '/Items/7',
  '/ITEMS',
  '/things/7',
  '/i',
  '/a.b',
  '/acb',
  '/itemsX',
  '/other',
];
const QUERIES = ['', '', '', '?q=1', '?q=22', '?q=', '?q=x&q=1', '?p=1'];

/** Paths that proxies normalize to some of the others, or refuse. */
const ODD_PATHS = [
  '/items/./7',
  '/things/../items/7',
  '/items/x/%2e%2E/7',
  '/items//7',
  '//items/7',
  '/items//..//7',
  '/items%2F7',
  '/things%2f..%5Citems/7',
  String.raw`/items\7`,
  String.raw`/things\..\items`,
  '/%49tems/7',
  '/item%73/%37',
  '/items/7/..',
  '/..;/items/7',
  '/items/7%00',
  '/items/%zz',
  '/%%37items',
  '/items|7',
];
const ODD_QUERIES = [...QUERIES, '?q=/../1', '?q=%31', '?q=1//'];

function drawPath(dice: Dice): string {
  if (dice.chance(0.15)) return dice.pick(ODD_PATHS) + dice.pick(ODD_QUERIES);
  return dice.pick(PATHS) + dice.pick(QUERIES);
}

function drawHeaders(dice: Dice): Readonly<Record<string, string>> {
  return {
    ...(dice.chance(0.5) && { 'end-user': dice.pick(['jason', 'jason', 'ann', 'jasonx', 'other', 'ja', '']) }),
    ...(dice.chance(0.3) && { 'X-A': dice.pick(['set', 'jason', 'added', 'annie', '']) }),
    ...(dice.chance(0.2) && { 'x-b': dice.pick(['set', 'other', 'ja']) }),
    ...(dice.chance(0.3) && drawPreflight(dice)),
    ...(dice.chance(0.15) && { 'X-Forwarded-Proto': dice.pick(['https', 'https', 'HTTPS', 'http', 'ftp', '']) }),
  };
}

/** The headers of a preflight, which counts if the method is OPTIONS. */
function drawPreflight(dice: Dice): Readonly<Record<string, string>> {
  return {
    ...(dice.chance(0.9) && {
      Origin: dice.pick(['https://shop.example.com', 'http://other.example.com', 'https://elsewhere.example.net', '']),
    }),
    ...(dice.chance(0.9) && { 'Access-Control-Request-Method': dice.pick(['GET', 'PUT', '']) }),
  };
}
