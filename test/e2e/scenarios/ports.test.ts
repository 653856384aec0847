/** @module Shows that each port of a service, of any protocol, has its own rules, server name and target port. */
import { VipLedger } from '../../../lib';
import { gatewayAddress } from '../lab/addresses';
import { APP_UID } from '../lab/apps';
import { type Answer, PERSON } from '../lab/client';
import { Host } from '../lab/network';
import { analyze, onlyElsewhere } from './analyze';
import { countBy, expectShares } from './answers';
import { eventually, lab, place } from './lab';
import { Applied, changed } from './objects';
import { HOST, OUTSIDE, severalPorts } from './ports';
import { connections, rejections } from './proxies';

const FROM = [1, 'ports/productpage'] as const;

const vips = VipLedger.parse('');
const objects = severalPorts(vips);
const app = new Applied();

async function ask(
  count: number,
  port: number,
  user = 'anyone',
  options: readonly string[] = [],
): Promise<readonly Answer[]> {
  await lab.closeConnections(FROM);
  const headers = { 'end-user': user };
  const scheme = port === 8443 ? 'https' : 'http';
  const host = port === 8443 ? HOST : 'reviews';
  return lab.ask({ from: FROM, url: `${scheme}://${host}:${port}/`, headers, options, count });
}

/** Opens connections one after the other, and reads one line from each. */
async function connect(count: number, once: string): Promise<readonly Answer[]> {
  await lab.closeConnections(FROM);
  const host = await lab.pod(FROM);
  const loop = `for i in $(seq ${count}); do (${once}) || true; done`;
  const lines = (await host.run(['bash', '-c', loop], { uid: APP_UID })).split('\n').filter((line) => line !== '');
  return lines.map((text) => ({ status: 200, headers: {}, text, body: JSON.parse(text) as Answer['body'] }));
}

const OVER_TCP = 'exec 3<>/dev/tcp/reviews/5432 && echo hello >&3 && timeout 5 head -n 1 <&3';
// one request for each curl: curl 7.88 does not send a second request over such a connection
const OVER_HTTP2 = "curl -sS -m 5 -w '\\n' --http2-prior-knowledge http://reviews:9090/";

const byPlace = (answers: readonly Answer[]): Readonly<Record<string, number>> =>
  countBy(answers, ({ version = '', cluster = '', port = 0 }) => `${version} in ${cluster} at ${port}`);

beforeAll(() => app.start(objects));
afterAll(() => app.become({}));

test('an HTTP port is served at its targetPort, by local Pods and through gateways', async () => {
  await eventually(async () => {
    expect(byPlace(await ask(10, 80))).toEqual({ 'v1 in cluster1 at 9080': 10 });
    expect(byPlace(await ask(10, 80, 'jason'))).toEqual({ 'v2 in cluster2 at 9080': 10 });
  });
});

test('a second HTTP port has its own rule and its own server name', async () => {
  // the gateway of the third cluster may be the last to know
  await eventually(async () => {
    expect(byPlace(await ask(10, 81, 'jason'))).toEqual({ 'v3 in cluster3 at 9081': 10 });
  });
});

test('a gRPC port gets HTTP/2, and is shared by its own weights', async () => {
  const answers = await connect(200, OVER_HTTP2);
  expect(new Set(answers.map(({ body }) => body.httpVersion))).toEqual(new Set(['2.0']));
  expectShares(byPlace(answers), { 'v2 in cluster2 at 9082': 0.25, 'v3 in cluster3 at 9082': 0.75 });
});

test('TCP connections are shared by their own rule', async () => {
  const {
    'v2 in cluster2 at 9083': v2 = 0,
    'v3 in cluster3 at 9083': v3 = 0,
    ...others
  } = byPlace(await connect(60, OVER_TCP));
  expect(others).toEqual({});
  expect(v2 + v3).toBe(60);
  expect(Math.min(v2, v3)).toBeGreaterThan(15);
});

test('TLS connections to the full host have their own rule; others fail', async () => {
  expect(byPlace(await ask(10, 8443, 'anyone', ['-k']))).toEqual({ 'v2 in cluster2 at 9084': 10 });
  await expect(lab.ask({ from: FROM, url: 'https://reviews:8443/', options: ['-k'], count: 1 })).rejects.toThrow(
    /curl/,
  );
});

/** Calls the ingress gateway as a person. Resolves to `<version> in <cluster> at <port>`, or to a status. */
async function enter(user: string): Promise<string> {
  const given = ['-H', `Host: ${OUTSIDE}`, '-H', `end-user: ${user}`];
  const person = new Host(`${place.prefix}-${PERSON}`, '');
  const url = `http://${gatewayAddress(1, 'ingress')}/`;
  const said = await person.run(['curl', '-sS', '-m', '5', '-w', ' %{http_code}', ...given, url]);
  const [, version, cluster, port] = /"version":"(\w+)","cluster":"(\w+)","port":(\d+)/.exec(said) ?? [];
  return version === undefined ? said.slice(-3) : `${version} in ${cluster ?? ''} at ${port ?? ''}`;
}

test('an ingress gateway, which knows only its own port, follows the rules of the only HTTP port', async () => {
  await eventually(async () => {
    expect([await enter('jason'), await enter('anyone')]).toEqual(['v2 in cluster2 at 9080', 'v1 in cluster1 at 9080']);
  });
});

test('control: without the service’s port in the destinations, the ingress gateway finds no endpoints', async () => {
  const name = 'details-ingress';
  const rules = objects[1]?.find((object) => object.metadata.name === name);
  const spec = JSON.parse(JSON.stringify(rules?.spec).replaceAll(',"port":{"number":8000}', '')) as object;
  expect(spec).not.toEqual(rules?.spec);
  await app.become({ ...objects, 1: changed(objects[1] ?? [], 'VirtualService', name, spec) });
  await eventually(async () => {
    expect([await enter('jason'), await enter('anyone')]).toEqual(['503', '503']);
  });
  await app.become(objects);
});

test('the caller’s proxy ejects gateways by the same settings at each port', async () => {
  const clusters = await connections(FROM, 'reviews.ports.global');
  for (const port of [80, 81, 9090, 5432, 8443]) {
    for (const subset of ['', 'v1', 'v2']) {
      const found = clusters.find(({ name }) => name === `outbound|${port}|${subset}|reviews.ports.global`);
      expect([port, subset, found?.sni]).toEqual([port, subset, `outbound_.${port}_.${subset}_.${HOST}`]);
    }
    const v2 = clusters.find(({ name }) => name === `outbound|${port}|v2|reviews.ports.global`);
    expect(v2).toMatchObject({ consecutiveLocalOriginFailures: 1, connectTimeout: '1s' });
  }
});

test('the listener of a host across clusters has its own address', async () => {
  const [, address = ''] = /^ports\/reviews: (.*)$/m.exec(vips.toText()) ?? [];
  const dump = JSON.stringify(await lab.envoy(FROM, 'config_dump?resource=dynamic_listeners'));
  for (const port of [5432, 8443]) {
    expect(dump).toContain(`"name":"${address}_${port}"`);
    expect(dump).not.toContain(`"name":"0.0.0.0_${port}"`);
  }
});

test('a gateway is one endpoint of the default subset, no matter how many versions are behind it', async () => {
  const { cluster_statuses: clusters } = (await lab.envoy(FROM, 'clusters?format=json')) as {
    readonly cluster_statuses: readonly {
      readonly name: string;
      readonly host_statuses?: readonly {
        readonly address: { readonly socket_address: { readonly address: string } };
      }[];
    }[];
  };
  const found = clusters.find(({ name }) => name === 'outbound|80||reviews.ports.global');
  const addresses = (found?.host_statuses ?? []).map(({ address }) => address.socket_address.address);
  const gateways = [2, 3].map((cluster) => gatewayAddress(cluster, 'eastwest'));
  expect(addresses.filter((address) => gateways.includes(address)).sort()).toEqual(gateways);
  expect(addresses).toHaveLength(3);
});

test('no proxy rejects any configuration', async () => {
  expect(await rejections([1, 2, 3])).toEqual([]);
});

test('istioctl analyze finds only that destinations have no port, and some subsets no Pods in their cluster', async () => {
  const found = await analyze(1, 'ports');
  const portless = found.filter((finding) => finding.startsWith('IST0112 '));
  // a destination without a port means the port that the caller addressed, as the tests above show
  expect(new Set(portless.map((finding) => finding.split(/[ :]/)[2]))).toEqual(
    new Set(['ports/details', 'ports/reviews']),
  );
  expect(found.filter((finding) => !portless.includes(finding))).toEqual([
    ...onlyElsewhere(['ports/details', 'ports/details-global'], ['v2']),
    ...onlyElsewhere(['ports/reviews', 'ports/reviews-global'], ['v2', 'v3']),
  ]);
});

test('without the gateway of the first cluster, the next cluster serves each port', async () => {
  await app.become({ ...objects, 2: (objects[2] ?? []).filter(({ kind }) => kind !== 'Gateway') });
  await eventually(async () => {
    expect(byPlace(await ask(10, 80, 'jason'))).toEqual({ 'v2 in cluster3 at 9080': 10 });
    expect(byPlace(await ask(10, 8443, 'anyone', ['-k']))).toEqual({ 'v2 in cluster3 at 9084': 10 });
    const places = byPlace(await connect(20, OVER_TCP));
    expect(Object.keys(places).sort()).toEqual(['v2 in cluster3 at 9083', 'v3 in cluster3 at 9083']);
  });
});

test('control: without settings per port, requests to the second port reach the first', async () => {
  const tls = { mode: 'ISTIO_MUTUAL', sni: `outbound_.80_.v3_.${HOST}` };
  const subsets = [{ name: 'v3', labels: { version: 'v3' }, trafficPolicy: { tls } }];
  await app.become({ ...objects, 1: changed(objects[1] ?? [], 'DestinationRule', 'reviews-global', { subsets }) });
  await eventually(async () => {
    expect(byPlace(await ask(10, 81))).toEqual({ 'v3 in cluster3 at 9080': 10 });
  });
});

test('control: without a targetPort, requests to local Pods use the port of their Service', async () => {
  const ports = [{ number: 80, name: 'http', protocol: 'HTTP' }];
  await app.become({ ...objects, 1: changed(objects[1] ?? [], 'ServiceEntry', 'reviews-ports', { ports }) });
  await eventually(async () => {
    const places = byPlace(await ask(10, 80));
    expect(Object.keys(places)).not.toContain('v1 in cluster1 at 9080');
  });
});
