/** @module Tests what does not compile: `npm run typecheck` fails if an expected compile error is missing. */
import {
  type Cluster,
  type Duration,
  GatewayAddress,
  type IMeshService,
  type MeshService,
  Mesh,
  type RouteRule,
  SniAddressing,
  StringMatch,
} from '../../lib';
import { codesOf } from '../support/issues';
import { shop } from '../support/meshes';

test('versions are part of the type of a service, which cannot be widened or narrowed', () => {
  const { cart } = shop();
  // @ts-expect-error a service with two versions is not one with three
  const wider: MeshService<'v1' | 'v2' | 'v3'> = cart;
  // @ts-expect-error a service with two versions is not one with one
  const narrower: MeshService<'v1'> = cart;
  const any: IMeshService = cart;
  expect([wider, narrower]).toEqual([any, any]);
});

test('a route to an undeclared version does not compile, even if its rules are built separately', () => {
  const { mesh, cart } = shop();
  const rules = [{ to: [{ version: 'v9' }] }];
  // @ts-expect-error v9 has the type string here
  cart.addRoute(rules);
  expect(codesOf(() => mesh.plan(new SniAddressing()))).toEqual(['MC008']);
});

test('an undeclared cluster or service does not compile', () => {
  const { mesh } = shop();
  const plan = mesh.plan(new SniAddressing());
  // @ts-expect-error clusters are passed as values
  expect(codesOf(() => plan.for('east'))).toEqual(['MC009']);
  // @ts-expect-error services are passed as values
  expect(codesOf(() => plan.clusters[0]?.of('cart'))).toEqual(['MC009']);
});

test('a list of clusters, versions or addresses may have any length for the compiler', () => {
  const mesh = new Mesh('shop');
  const addresses: readonly GatewayAddress[] = ['192.0.2.1', '192.0.2.2'].map((text) => GatewayAddress.parse(text));
  const all: readonly Cluster[] = ['east', 'west'].map((name, index) =>
    mesh.addCluster(name, { gateway: { addresses: addresses.slice(index, index + 1) } }),
  );
  const web = mesh.addService('web', { port: 80, versions: { v1: all } });
  const cart = mesh.addService('cart', { port: 80, versions: { v1: all, v2: all }, distribution: { failover: all } });
  web.calls(cart, { from: web.versions });
  mesh.addIngressGateway('ingress', { clusters: all, serviceAccountName: 'ingress' }).calls(cart);
  const retries = { attempts: 2, perTryTimeout: '1s', retryOn: 'safe' } as const;
  cart.addRoute([
    { from: all, match: [{ uri: StringMatch.exact('/new') }], to: [{ version: 'v2' }], retries },
    { to: [{ version: 'v1' }], retries },
  ]);
  expect(codesOf(() => mesh.plan(new SniAddressing()))).toEqual([]);
});

test('a StringMatch can be made only by its factories', () => {
  // @ts-expect-error the constructor is private
  expect(new StringMatch('exact', 'jason')).toEqual(StringMatch.exact('jason'));
});

test('a service needs a port', () => {
  const mesh = new Mesh('shop');
  const east = mesh.addCluster('east');
  // @ts-expect-error the port is missing
  mesh.addService('web', { versions: { v1: [east] } });
  expect(codesOf(() => mesh.plan(new SniAddressing()))).toEqual(['MC020']);
});

test('a rule does exactly one thing: it forwards, redirects or answers', () => {
  const to = [{ version: 'v1' }] as const;
  const redirect = { uri: '/b' } as const;
  const rules: readonly RouteRule<'v1'>[] = [
    { to, rewrite: { uri: '/b' }, timeout: '1s', retries: { attempts: 0 } },
    { redirect, corsPolicy: {} },
    { directResponse: { status: 204 }, headers: { response: { remove: ['server'] } } },
    { timeout: '1s', retries: { attempts: 0 } },
    // @ts-expect-error a rule cannot forward and redirect
    { to, redirect },
    // @ts-expect-error a rule cannot redirect and answer
    { redirect, directResponse: { status: 204 } },
    // @ts-expect-error a redirected request is not rewritten
    { redirect, rewrite: { uri: '/b' } },
    // @ts-expect-error an answer does not time out
    { directResponse: { status: 204 }, timeout: '1s' },
    // @ts-expect-error a path is rewritten once
    { to, rewrite: { uri: '/b', uriRegexRewrite: { match: 'a', rewrite: 'b' } } },
    // @ts-expect-error a redirect leads to one port
    { redirect: { port: 80, derivePort: 'FROM_REQUEST_PORT' } },
    // @ts-expect-error Istio cannot write other statuses
    { redirect: { uri: '/b', redirectCode: 304 } },
    // @ts-expect-error a body is text or bytes
    { directResponse: { status: 200, body: { string: 'a', bytes: 'YQ==' } } },
    // @ts-expect-error a fault is a delay, an abort, or both
    { to, fault: {} },
    // @ts-expect-error an abort has one status
    { to, fault: { abort: { percentage: 1, httpStatus: 500, grpcStatus: 'OK' } } },
    // @ts-expect-error a mirror is a version of the service
    { to, mirrors: [{ version: 'v9' }] },
  ];
  expect(rules).toHaveLength(15);
});

test('retries need a timeout for each try, and conditions that Istio knows', () => {
  const to = [{ version: 'v1' }] as const;
  const rules: readonly RouteRule<'v1'>[] = [
    { to, retries: { attempts: 2, perTryTimeout: '1s', retryOn: ['5xx', 429] } },
    // @ts-expect-error perTryTimeout is missing
    { to, retries: { attempts: 2, retryOn: 'safe' } },
    // @ts-expect-error retryOn is missing
    { to, retries: { attempts: 2, perTryTimeout: '1s' } },
    // @ts-expect-error there is no such condition
    { to, retries: { attempts: 2, perTryTimeout: '1s', retryOn: ['timeout'] } },
    // @ts-expect-error there is no such status
    { to, retries: { attempts: 2, perTryTimeout: '1s', retryOn: [599] } },
    // @ts-expect-error without attempts there are no other settings
    { to, retries: { attempts: 0, perTryTimeout: '1s' } },
  ];
  expect(rules).toHaveLength(6);
});

test('a duration needs a unit, and a path cannot be matched by presence', () => {
  // @ts-expect-error a number has no unit
  const bare: Duration = '5';
  // @ts-expect-error Istio has no unit for days
  const days: Duration = '1d';
  // @ts-expect-error every request has a path
  const rule: RouteRule<'v1'> = { match: [{ uri: StringMatch.present() }], to: [{ version: 'v1' }] };
  expect([bare, days, rule]).toHaveLength(3);
});
