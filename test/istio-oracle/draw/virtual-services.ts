/**
 * Draws VirtualServices, with rules for HTTP, TCP and TLS, and with delegates.
 * @module
 */
import type { Dice } from '../../e2e/random/dice';
import type { Kube } from '../kubernetes/objects';
import { type Context, exportTo, maybe, namespace, NETWORKING, object } from './context';
import { EXTERNAL, GLOBAL, INGRESS_HOST, SERVICES, spelled, VERSIONS } from './names';
import { drawMatch } from './matches';

const KIND = [NETWORKING, 'VirtualService'] as const;
export const INGRESS = 'istio-system/ingress';

/** Some VirtualServices of a cluster. */
export function drawVirtualServices(context: Context): readonly Kube[] {
  const { dice } = context;
  const delegates = dice.chance(0.25) ? Array.from({ length: dice.integer(1, 2) }, () => drawDelegate(context)) : [];
  const roots = Array.from({ length: dice.integer(0, 4) }, () => drawVirtualService(context, delegates));
  return [...delegates, ...roots, ...(dice.chance(0.45) ? [drawOpen(context)] : [])];
}

/** A VirtualService of the ingress gateway for whatever comes. */
function drawOpen(context: Context): Kube {
  const { dice } = context;
  const route = (): object => ({
    route: [{ destination: { ...drawDestination(dice, 'default'), port: { number: 9080 } } }],
  });
  const hosts = dice.pick([['*'], ['shop.example.com'], ['*.example.com', 'reviews.default.svc.cluster.local']]);
  return object(context, KIND, 'default', {
    hosts,
    gateways: [INGRESS],
    http: [route()],
    tcp: [route()],
    tls: [{ match: [{ sniHosts: [dice.pick(hosts.includes('*') ? ['shop.example.com'] : hosts)] }], ...route() }],
  });
}

function drawDelegate(context: Context): Kube {
  const own = namespace(context.dice);
  const http = drawRules(context, own, false, []);
  return object(context, KIND, own, { ...exportTo(context.dice), http });
}

function drawVirtualService(context: Context, delegates: readonly Kube[]): Kube {
  const { dice } = context;
  const own = namespace(dice);
  const gateways = drawGateways(dice);
  const hosts = drawHosts(dice, own, gateways);
  return object(context, KIND, own, {
    hosts,
    ...(gateways.length > 0 && { gateways }),
    ...(gateways.includes(INGRESS) && dice.chance(0.25) ? { exportTo: ['istio-system'] } : exportTo(dice)),
    ...(dice.chance(0.92) && { http: drawRules(context, own, gateways.length > 0, delegates) }),
    ...(dice.chance(0.2) && { tcp: drawTcp(context, own) }),
    ...(dice.chance(0.15) && { tls: drawTls(context, own, hosts) }),
  });
}

function drawGateways(dice: Dice): readonly string[] {
  if (dice.chance(0.6)) return [];
  return dice.pick([['mesh'], [INGRESS], [INGRESS, 'mesh'], ['istio-system/other'], ['ingress']]);
}

function drawHosts(dice: Dice, own: string, gateways: readonly string[]): readonly string[] {
  const all = Array.from({ length: dice.chance(0.75) ? 1 : 2 }, () => drawHost(dice, own, gateways));
  return [...new Set(all)];
}

function drawHost(dice: Dice, own: string, gateways: readonly string[]): string {
  const kind = dice.number();
  if (gateways.includes(INGRESS) && dice.chance(0.5))
    return dice.pick(['shop.example.com', '*.example.com', 'api.example.com', 'reviews.default.svc.cluster.local']);
  if (kind < 0.65) return spelled(dice, dice.chance(0.7) ? ['reviews', 'default'] : dice.pick(SERVICES), own);
  if (kind < 0.75)
    return dice.pick(['*.default.svc.cluster.local', '*.svc.cluster.local', '*.shop.svc.cluster.local', '*.local']);
  if (kind < 0.87) return dice.pick([...GLOBAL, '*.global', '*.default.global']);
  return dice.pick([...EXTERNAL, 'unknown.example.net']);
}

/** Rules for HTTP; the last one often has no condition. */
function drawRules(context: Context, own: string, isGateway: boolean, delegates: readonly Kube[]): readonly object[] {
  const { dice } = context;
  const count = dice.integer(1, 4);
  return Array.from({ length: count }, (_, index) => {
    const isLast = index === count - 1;
    const match =
      dice.chance(isLast ? 0.3 : 0.9) &&
      Array.from({ length: dice.chance(0.7) ? 1 : 2 }, () => drawMatch(dice, isGateway));
    const delegate = delegates.length > 0 && dice.chance(0.4) ? dice.pick(delegates) : undefined;
    const matching = match === false ? {} : { match };
    if (delegate !== undefined) {
      const { name, namespace: there } = delegate.metadata;
      return { ...matching, delegate: { name, ...((there !== own || dice.chance(0.5)) && { namespace: there }) } };
    }
    return { ...matching, ...drawAction(context, own) };
  });
}

function drawAction(context: Context, own: string): object {
  const { dice } = context;
  const kind = dice.number();
  if (kind < 0.06) return { redirect: drawRedirect(dice), ...maybe(dice, 0.2, () => ({ fault: drawFault(dice) })) };
  if (kind < 0.12) return { directResponse: { status: dice.pick([200, 418, 503]), body: { string: 'here' } } };
  return {
    route: drawDestinations(context, own),
    ...maybe(dice, 0.15, () => ({ rewrite: drawRewrite(dice) })),
    ...maybe(dice, 0.12, () => ({ fault: drawFault(dice) })),
    ...maybe(dice, 0.15, () => ({ corsPolicy: drawCorsPolicy(dice) })),
    ...maybe(dice, 0.1, () => ({ headers: drawHeaders(dice) })),
    ...maybe(dice, 0.1, () => ({
      retries: dice.pick([
        { attempts: 0 },
        { attempts: 1 },
        { attempts: 3, retryOn: '5xx' },
        { attempts: 2147483647, retryOn: 'connect-failure' },
        { attempts: 2, retryOn: '503' },
        { attempts: 2, retryOn: 'reset-before-request,403,404' },
      ]),
    })),
    ...maybe(dice, 0.1, () => drawMirrors(dice, own)),
    ...maybe(dice, 0.05, () => ({ timeout: '3s' })),
  };
}

function drawCorsPolicy(dice: Dice): object {
  return {
    ...dice.pick<object>([
      { allowOrigins: [{ exact: 'https://shop.example.com' }] },
      { allowOrigins: [{ exact: '*' }] },
      { allowOrigins: [{ prefix: 'https://' }, { exact: 'http://other.example.com' }] },
      { allowOrigins: [{ regex: String.raw`https://.*\.example\.com` }] },
      { allowOrigin: ['https://shop.example.com'] },
      { allowOrigin: ['*'] },
      { allowMethods: ['GET'] },
    ]),
    ...maybe(dice, 0.5, () => ({ unmatchedPreflights: dice.pick(['FORWARD', 'IGNORE', 'UNSPECIFIED']) })),
  };
}

function drawMirrors(dice: Dice, own: string): object {
  const percentage = maybe(dice, 0.5, () => ({ value: dice.pick([0, 12.5, 100]) }));
  const isShare = 'value' in percentage;
  if (dice.chance(0.5)) {
    const share = dice.pick([{ mirrorPercentage: percentage }, { mirrorPercent: 10 }]);
    return { mirror: drawDestination(dice, own), ...(isShare && share) };
  }
  return {
    mirrors: Array.from({ length: dice.integer(1, 2) }, () => ({
      destination: drawDestination(dice, own),
      ...(isShare && { percentage }),
    })),
  };
}

function drawRedirect(dice: Dice): object {
  return dice.pick([
    { uri: '/new' },
    { authority: 'other.example.com' },
    { uri: '/new', authority: 'other.example.com:8443', redirectCode: 302 },
    { scheme: 'https', port: 8443 },
    { scheme: 'https', derivePort: 'FROM_PROTOCOL_DEFAULT' },
    { derivePort: 'FROM_REQUEST_PORT', authority: 'other.example.com' },
    { uri: '/new?x=1', redirectCode: 307 },
  ]);
}

function drawRewrite(dice: Dice): object {
  return dice.pick([
    { uri: '/rewritten' },
    { uri: '/' },
    { authority: 'rewritten.example.com' },
    { uri: '/rewritten/', authority: 'rewritten' },
    { uriRegexRewrite: { match: '/items/([0-9]+)', rewrite: String.raw`/things/\1` } },
    { uriRegexRewrite: { match: '^/(.*)$', rewrite: String.raw`/api/\1` } },
  ]);
}

function drawFault(dice: Dice): object {
  const percentage = { value: dice.pick([0, 10, 50, 100, 0.5]) };
  const abort = { abort: { httpStatus: dice.pick([500, 503, 418]), ...(dice.chance(0.9) && { percentage }) } };
  const delay = { delay: { fixedDelay: '1s', percentage } };
  return dice.pick([abort, abort, delay, { ...abort, ...delay }]);
}

function drawHeaders(dice: Dice): object {
  return {
    request: dice.pick<object>([
      { set: { 'x-a': 'set' } },
      { add: { 'x-a': 'added' } },
      { remove: ['x-a'] },
      { set: { host: 'by-header.example.com' } },
      { set: { 'end-user': 'jason' } },
      { set: { 'x-forwarded-proto': 'https' } },
    ]),
  };
}

function drawDestinations(context: Context, own: string): readonly object[] {
  const { dice } = context;
  const count = dice.chance(0.6) ? 1 : dice.integer(2, 3);
  const all = Array.from({ length: count }, () => ({
    destination: drawDestination(dice, own),
    ...(count > 1
      ? { weight: dice.pick([0, 1, 10, 50, 50, 100]) }
      : maybe(dice, 0.3, () => ({ weight: dice.pick([0, 100]) }))),
    ...maybe(dice, 0.15, () => ({ headers: drawHeaders(dice) })),
  }));
  // weights that are all 0 are refused
  const isEmpty = count > 1 && all.every((each) => 'weight' in each && each.weight === 0);
  return isEmpty ? all.map((each) => ({ ...each, weight: 1 })) : all;
}

export function drawDestination(dice: Dice, own: string): object {
  if (dice.chance(0.05)) return drawGatewayDestination(dice);
  const host = dice.chance(0.7)
    ? spelled(dice, dice.chance(0.75) ? ['reviews', 'default'] : dice.pick(SERVICES), own)
    : dice.pick([...GLOBAL, ...GLOBAL, 'api.example.com', 'unknown']);
  return {
    host,
    ...maybe(dice, 0.6, () => ({ subset: dice.pick([...VERSIONS, 'any']) })),
    ...maybe(dice, 0.2, () => ({ port: { number: dice.pick([9080, 9080, 8080, 9000, 80]) } })),
  };
}

/** A gateway inside of the mesh. */
function drawGatewayDestination(dice: Dice): object {
  return { host: INGRESS_HOST, port: { number: dice.pick([80, 80, 443]) } };
}

function drawTcp(context: Context, own: string): readonly object[] {
  const { dice } = context;
  return Array.from({ length: dice.integer(1, 2) }, () => ({
    ...maybe(dice, 0.7, () => ({ match: [drawL4(dice)] })),
    route: drawDestinations(context, own),
  }));
}

function drawTls(context: Context, own: string, hosts: readonly string[]): readonly object[] {
  const { dice } = context;
  const full = hosts.map((host) => (host.includes('.') ? host : `${host}.${own}.svc.cluster.local`));
  return Array.from({ length: dice.integer(1, 2) }, () => ({
    match: [{ ...drawL4(dice), sniHosts: [dice.pick(full)] }],
    route: drawDestinations(context, own),
  }));
}

function drawL4(dice: Dice): object {
  return {
    ...maybe(dice, 0.5, () => ({ port: dice.pick([9000, 9080, 443, 443, 9443]) })),
    ...maybe(dice, 0.3, () => ({ sourceLabels: { app: dice.pick(['web', 'client']) } })),
    ...maybe(dice, 0.1, () => ({ gateways: [dice.pick(['mesh', INGRESS])] })),
    ...maybe(dice, 0.2, () => ({ sourceNamespace: dice.pick(['default', 'shop']) })),
  };
}
