/** @module Nothing but the declared calls is let through; and what each part of that does, shown by taking it away. */
import { gatewayAddress } from '../lab/addresses';
import { analyze, onlyElsewhere } from './analyze';
import { eventually, lab } from './lab';
import { APART, ask, BACK, BESIDE, CALLER, FRONT, HOST, INGRESS, leastPrivilege } from './least-privilege';
import { Applied, changed, type ClusterObjects, type KubeObject } from './objects';
import { outboundClusters, rejections } from './proxies';

const GLOBAL = `reviews.${BACK}.global`;

const objects = leastPrivilege();
const [here, far] = [[...(objects[1] ?? []), ...INGRESS], objects[2] ?? []];
const all: ClusterObjects = { 1: here, 2: far };
const app = new Applied();

/** The status, or curl's exit code, and the body of one request that no sidecar of the client sees. */
async function askWithoutSidecar(url: string, headers: readonly string[] = []): Promise<string> {
  const given = headers.flatMap((header) => ['-H', header]);
  const script = 'curl -s -m 5 -w "%{http_code} " "$@" || echo "exit $?"';
  // as the proxy's user, whose connections are not redirected
  return (await lab.pod(APART)).run(['sh', '-c', script, 'sh', ...given, url], { uid: 1337 });
}

async function askIngress(user: string): Promise<string> {
  const said = await askWithoutSidecar(`http://${gatewayAddress(1, 'ingress')}:8080/`, [
    `Host: ${HOST}`,
    `end-user: ${user}`,
  ]);
  const [, version, cluster] = /"version":"(\w+)","cluster":"(\w+)"/.exec(said) ?? [];
  return version === undefined ? said : `${version} in ${cluster ?? ''}`;
}

const without = (list: readonly KubeObject[], kind: string): readonly KubeObject[] =>
  list.filter((object) => object.kind !== kind || object.metadata.namespace !== BACK);

beforeAll(() => app.start(all));
afterAll(() => app.become({}));

describe('as written', () => {
  test('a caller is served within its cluster and across, by the versions that the rules say', async () => {
    await eventually(async () => {
      expect(await ask(CALLER, 'jason')).toEqual({ 'v2 in cluster2': 20 });
      expect(await ask(CALLER, 'anyone')).toEqual({ 'v1 in cluster1': 20 });
    });
    const { 'v3 in cluster1': near = 0, 'v3 in cluster2': away = 0, ...others } = await ask(CALLER, 'kim', 40);
    expect(others).toEqual({});
    expect(Math.min(near, away)).toBeGreaterThan(5);
  });

  test('a Pod beside the caller is answered 403 within its cluster and across', async () => {
    for (const user of ['jason', 'kim', 'anyone']) expect(await ask(BESIDE, user)).toEqual({ '403': 20 });
  });

  test('a Pod in a namespace without callers is answered 403, and knows nothing of other clusters', async () => {
    for (const user of ['jason', 'kim', 'anyone']) expect(await ask(APART, user)).toEqual({ '403': 20 });
    expect(await outboundClusters(APART, GLOBAL)).toEqual([]);
    expect(await outboundClusters(CALLER, GLOBAL)).not.toEqual([]);
  });

  test('a service that nothing calls answers nobody', async () => {
    const answers = await lab.ask({ from: CALLER, url: 'http://details:9080/', count: 5 });
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403]);
  });

  test('the ingress gateway is served by the same rules, which its VirtualService delegates to', async () => {
    await eventually(async () => {
      expect(await askIngress('jason')).toBe('v2 in cluster2');
      expect(await askIngress('anyone')).toBe('v1 in cluster1');
    });
  });

  test('no proxy refuses any of its configuration', async () => {
    expect(await rejections([1, 2])).toEqual([]);
  });

  test('istioctl analyze has nothing to say but that some subsets have no Pods here', async () => {
    const rules = [`${BACK}/reviews`, `${BACK}/reviews-global`];
    expect(await analyze(1, BACK)).toEqual(onlyElsewhere(rules, ['v2']));
    expect(await analyze(1, FRONT)).toEqual([]);
  });
});

/** Puts everything back, and waits until it works: what fails next fails for the next reason. */
async function restore(): Promise<void> {
  await app.become(all);
  await eventually(async () => {
    expect(await ask(CALLER, 'jason')).toEqual({ 'v2 in cluster2': 20 });
    expect(await ask(BESIDE, 'jason')).toEqual({ '403': 20 });
    expect(await askIngress('jason')).toBe('v2 in cluster2');
  });
}

describe('without a part of it', () => {
  afterEach(restore);

  test('without AuthorizationPolicies everyone is served; who is in no caller’s namespace gets what is near, whatever the rules say', async () => {
    await app.become({ 1: without(here, 'AuthorizationPolicy'), 2: without(far, 'AuthorizationPolicy') });
    await eventually(async () => {
      expect(await ask(BESIDE, 'jason')).toEqual({ 'v2 in cluster2': 20 });
      const { 'v1 in cluster1': v1 = 0, 'v3 in cluster1': v3 = 0, ...others } = await ask(APART, 'jason');
      expect(others).toEqual({});
      expect(v1 + v3).toBe(20);
    });
  });

  test('visible to all, what is for callers reaches Pods in other namespaces', async () => {
    const everyone = { exportTo: ['*'] };
    await app.become({ ...all, 1: changed(here, 'ServiceEntry', `reviews-${BACK}`, everyone) });
    await eventually(async () => {
      expect(await outboundClusters(APART, GLOBAL)).not.toEqual([]);
    });
  });

  test('invisible to callers, the rules are not in force: v1 and v3 of their own cluster answer them with 200', async () => {
    await app.become({ ...all, 1: changed(here, 'VirtualService', 'reviews', { exportTo: ['.'] }) });
    await eventually(async () => {
      const { 'v1 in cluster1': v1 = 0, 'v3 in cluster1': v3 = 0, ...others } = await ask(CALLER, 'jason');
      expect(others).toEqual({});
      expect(v1 + v3).toBe(20);
    });
  });

  test('invisible to the far gateway, the subset of a server name is not found', async () => {
    await app.become({ ...all, 2: changed(far, 'DestinationRule', 'reviews', { exportTo: ['.'] }) });
    await eventually(async () => {
      expect(await ask(CALLER, 'jason')).toEqual({ '503': 20 });
    });
  });

  test('invisible to the ingress gateway, the way to the other cluster ends there', async () => {
    const exportTo = [FRONT];
    const entry = changed(here, 'ServiceEntry', `reviews-${BACK}`, { exportTo });
    await app.become({ ...all, 1: changed(entry, 'DestinationRule', 'reviews-global', { exportTo }) });
    await eventually(async () => {
      expect(await askIngress('jason')).toMatch(/^503/);
    });
    expect(await ask(CALLER, 'jason')).toEqual({ 'v2 in cluster2': 20 });
  });

  test('an ingress gateway that is no caller is answered 403', async () => {
    const principals = [`cluster.local/ns/${FRONT}/sa/private-productpage`];
    const rules = [{ from: [{ source: { principals } }] }];
    const narrowed = (list: readonly KubeObject[]): readonly KubeObject[] =>
      changed(list, 'AuthorizationPolicy', 'reviews', { rules });
    await app.become({ 1: narrowed(here), 2: narrowed(far) });
    await eventually(async () => {
      expect(await askIngress('jason')).toMatch(/^RBAC: access denied403/);
      expect(await askIngress('anyone')).toMatch(/^RBAC: access denied403/);
    });
    expect(await ask(CALLER, 'jason')).toEqual({ 'v2 in cluster2': 20 });
  });
});

describe('plain text to a Pod', () => {
  afterAll(restore);

  async function askPod(): Promise<string> {
    const query = [
      'get',
      'pods',
      '-n',
      BACK,
      '-l',
      'app=reviews,version=v1',
      '-o',
      'jsonpath={.items[0].status.podIP}',
    ];
    return askWithoutSidecar(`http://${await lab.kubectl(1, query)}:9080/`);
  }

  test('is refused before a word is said', async () => {
    expect(await askPod()).toMatch(/^000 exit 56/);
  });

  test('control: without the PeerAuthentication it is heard, and answered 403; without the AuthorizationPolicy too, 200', async () => {
    const permissive = without(here, 'PeerAuthentication');
    await app.become({ ...all, 1: permissive });
    await eventually(async () => {
      expect(await askPod()).toMatch(/^RBAC: access denied403/);
    });
    await app.become({ ...all, 1: without(permissive, 'AuthorizationPolicy') });
    await eventually(async () => {
      expect(await askPod()).toMatch(/"version":"v1".*200/);
    });
  });
});

describe.each(['STATIC', 'DNS'])('the identity of the far Pods, resolution %s', (resolution) => {
  const entry = here.find(({ kind }) => kind === 'ServiceEntry');
  const workload = here.find(({ metadata }) => metadata.name === 'reviews-v2-cluster2');
  const resolved = changed(here, 'ServiceEntry', `reviews-${BACK}`, { resolution });

  test('is the declared one, and the caller is served', async () => {
    expect(entry?.spec).toMatchObject({ workloadSelector: {}, resolution: 'STATIC' });
    expect(workload?.spec).toMatchObject({ serviceAccount: 'private-reviews' });
    await app.become({ 1: resolved, 2: far });
    await eventually(async () => {
      expect(await ask(CALLER, 'jason')).toEqual({ 'v2 in cluster2': 20 });
    }, 60);
  });

  test('is another, and the caller refuses it, unless it expects that one', async () => {
    const stranger = far.map((object) =>
      object.kind === 'Deployment' && object.metadata.name === 'reviews-v2'
        ? (JSON.parse(
            JSON.stringify(object).replace('"serviceAccountName":"private-reviews"', '"serviceAccountName":"default"'),
          ) as KubeObject)
        : object,
    );
    await app.become({ 1: resolved, 2: stranger });
    await lab.ready(2);
    await eventually(async () => {
      expect(await ask(CALLER, 'jason')).toEqual({ '503': 20 });
    });
    expect(await ask(CALLER, 'anyone')).toEqual({ 'v1 in cluster1': 20 });
    const expecting = changed(resolved, 'WorkloadEntry', 'reviews-v2-cluster2', { serviceAccount: 'default' });
    await app.become({ 1: expecting, 2: stranger });
    await eventually(async () => {
      expect(await ask(CALLER, 'jason')).toEqual({ 'v2 in cluster2': 20 });
    });
  });
});
