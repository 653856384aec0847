/** @module Tests what AuthorizationPolicies ask about requests, and what of it manifests do not tell. */
import { trace } from '../../lib/trace';
import { answers, deployment, type Kube, meshOf, policy, service } from '../support/traced';

const base: readonly Kube[] = [service('reviews'), deployment('web', 'v1'), deployment('reviews', 'v1')];
const TO = 'http://reviews:9080/items/7?a=b';

const isDenied = (condition: object, headers: Readonly<Record<string, string>> = {}): boolean => {
  const deny = policy('AuthorizationPolicy', 'deny', { action: 'DENY', rules: [{ when: [condition] }] });
  const [answer] = answers(meshOf({ cluster1: [...base, deny] }), headers, TO);
  return answer === '1 403';
};

test.each<[string, readonly string[], boolean]>([
  ['source.trustDomain', ['cluster.local'], true],
  ['source.trustDomain', ['*.local'], true],
  ['source.trustDomain', ['other.example'], false],
  ['source.serviceAccount', ['web'], true],
  ['source.serviceAccount', ['default/web'], true],
  ['source.serviceAccount', ['shop/web'], false],
  ['source.serviceAccount', ['reviews'], false],
  ['source.namespace', ['d*t'], true],
  ['source.namespace', ['*', 'shop'], true],
  ['source.namespace', ['def'], false],
  ['source.principal', ['*/sa/web'], true],
  ['request.headers[:path]', ['/items*'], true],
  ['request.headers[:path]', ['/items/7'], false],
  ['request.headers[:path]', ['/items/7?a=b'], true],
  ['request.headers[:method]', ['GET'], true],
  ['request.headers[:authority]', ['reviews:9080'], true],
  ['request.headers[host]', ['reviews:9080'], true],
  ['request.headers[X-Empty]', ['*'], true],
  ['request.headers[x-none]', ['*'], false],
  ['request.auth.principal', ['*'], false],
  ['request.auth.claims[iss]', ['*'], false],
  ['destination.port', ['9080'], true],
])('%s %j holds: %s', (key, values, isHolding) => {
  expect(isDenied({ key, values }, { 'x-empty': '' })).toBe(isHolding);
  expect(isDenied({ key, notValues: values }, { 'x-empty': '' })).toBe(!isHolding);
  expect(isDenied({ key, values: [], notValues: values }, { 'x-empty': '' })).toBe(!isHolding);
});

test.each<[string, string, string]>([
  ['true', 'DENY', '1 cluster1/reviews-v1'],
  ['1', 'ALLOW', '1 cluster1/reviews-v1'],
  ['false', 'DENY', '1 403'],
  ['yes', 'DENY', '1 403'],
])('a policy with the annotation istio.io/dry-run: %s and the action %s decides: %s', (value, action, expected) => {
  const rules = [{ to: [{ operation: { methods: [action === 'DENY' ? 'GET' : 'POST'] } }] }];
  const tried = policy('AuthorizationPolicy', 'x', { action, rules }, { annotations: { 'istio.io/dry-run': value } });
  expect(answers(meshOf({ cluster1: [...base, tried] }), {}, TO)).toEqual([expected]);
});

describe('what manifests do not tell', () => {
  const asked = (
    action: string,
    rule: object,
    headers: Readonly<Record<string, string>> = {},
  ): readonly (string | number | undefined)[] => {
    const mesh = meshOf({ cluster1: [...base, policy('AuthorizationPolicy', 'some', { action, rules: [rule] })] });
    const [outcome] = trace(mesh, { from: 'cluster1/web', to: TO, headers });
    const text = outcome?.hops.find(({ kind }) => kind === 'policy')?.text;
    return [outcome?.status, text, outcome?.fix];
  };
  const token = { authorization: 'Bearer abc' };
  const fix = (on: string): string =>
    `Find out whether AuthorizationPolicy.security.istio.io default/some allows it: that depends on ${on}, which the manifests do not tell.`;

  test.each([
    ['IP addresses', { from: [{ source: { ipBlocks: ['10.0.0.0/8'] } }] }],
    ['IP addresses', { from: [{ source: { notRemoteIpBlocks: ['10.0.0.0/8'] } }] }],
    ['IP addresses', { when: [{ key: 'source.ip', values: ['10.0.0.1'] }] }],
    ['IP addresses', { when: [{ key: 'destination.ip', values: ['10.0.0.1'] }] }],
    ['metadata of Envoy', { when: [{ key: 'experimental.envoy.filters.a.b[c]', values: ['d'] }] }],
    ['tokens', { when: [{ key: 'request.auth.claims[iss]', values: ['x'] }] }],
    ['IP addresses and tokens', { from: [{ source: { ipBlocks: ['10.0.0.0/8'], requestPrincipals: ['*'] } }] }],
  ])('%s: a policy says so', (on, rule) => {
    const [allowed, denied] = ['allowed, unless a rule that depends on', 'denied, unless a rule that depends on'];
    expect(asked('DENY', rule, token)).toEqual([200, `${allowed} ${on} denies it`, undefined]);
    expect(asked('ALLOW', rule, token)).toEqual([403, `${denied} ${on} allows it`, fix(on)]);
  });

  test('is of no account where the rest of the rule does not hold, or another rule decides', () => {
    const source = { ipBlocks: ['10.0.0.0/8'], namespaces: ['shop'] };
    expect(asked('DENY', { from: [{ source }] })).toEqual([200, undefined, undefined]);
    expect(asked('ALLOW', { from: [{ source }, { source: {} }] })).toEqual([200, 'allowed', undefined]);
  });

  test('a request without a token has no claims', () => {
    const rule = { when: [{ key: 'request.auth.claims[iss]', values: ['x'] }] };
    expect(asked('DENY', rule)).toEqual([200, undefined, undefined]);
    expect(asked('ALLOW', rule)[1]).toBe('denied');
  });

  test('is said of a gateway, too', () => {
    const rules = [{ from: [{ source: { ipBlocks: ['10.0.0.0/8'] } }] }];
    const gateway = {
      selector: { istio: 'ingressgateway' },
      servers: [{ port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: ['*'] }],
    };
    const networking = { apiVersion: 'networking.istio.io/v1' };
    const mesh = (action: string): ReturnType<typeof meshOf> =>
      meshOf({
        cluster1: [
          ...base,
          { ...policy('Gateway', 'in', gateway), ...networking },
          {
            ...policy('VirtualService', 'reviews', {
              hosts: ['*'],
              gateways: ['in'],
              http: [{ route: [{ destination: { host: 'reviews' } }] }],
            }),
            ...networking,
          },
          policy('AuthorizationPolicy', 'some', { action, rules }, { namespace: 'istio-system' }),
        ],
      });
    const texts = (action: string): readonly string[] =>
      trace(mesh(action), { from: 'cluster1/ingress', to: 'http://a.example:80/' }).flatMap(({ hops }) =>
        hops.filter(({ kind }) => kind === 'policy').map(({ text }) => text),
      );
    const doubt = 'unless a rule that depends on IP addresses';
    expect(texts('DENY')).toEqual([`allowed, ${doubt} denies it`, `allowed, ${doubt} denies it`]);
    expect(texts('ALLOW')).toEqual([`denied, ${doubt} allows it`]);
  });
});
