/** @module Shows that least privilege lets only the declared calls through, and what happens without each of its parts. */
import { gatewayAddress } from '../lab/addresses';
import { analyze, onlyElsewhere } from './analyze';
import { eventually, lab } from './lab';
import {
  APART,
  ask,
  BACK,
  BESIDE,
  CALLER,
  FRONT,
  HOST,
  INGRESS,
  leastPrivilege,
  REPORTS,
  WORKER,
} from './least-privilege';
import { Applied, changed, type ClusterObjects, type KubeObject } from './objects';
import { outboundClusters, rejections } from './proxies';

const GLOBAL = `reviews.${BACK}.global`;

const objects = leastPrivilege();
const [here, far] = [[...(objects[1] ?? []), ...WORKER, ...INGRESS], objects[2] ?? []];
const all: ClusterObjects = { 1: here, 2: far };
const app = new Applied();

/** Sends a request that bypasses the client's sidecar. Resolves to the body and the status, or to curl's exit code. */
async function askWithoutSidecar(url: string, headers: readonly string[] = []): Promise<string> {
  const given = headers.flatMap((header) => ['-H', header]);
  const script = 'curl -s -m 5 -w "%{http_code} " "$@" || echo "exit $?"';
  // as the proxy's user, because its connections bypass the sidecar
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
  test('a caller gets the versions of the rules, within its cluster and across clusters', async () => {
    await eventually(async () => {
      expect(await ask(CALLER, 'jason')).toEqual({ 'v2 in cluster2': 20 });
      expect(await ask(CALLER, 'anyone')).toEqual({ 'v1 in cluster1': 20 });
    });
    await eventually(async () => {
      const { 'v3 in cluster1': near = 0, 'v3 in cluster2': away = 0, ...others } = await ask(CALLER, 'kim', 40);
      expect(others).toEqual({});
      expect(Math.min(near, away)).toBeGreaterThan(5);
    });
  });

  test('a workload without ports is a caller too: it gets the versions of the rules, within its cluster and across clusters', async () => {
    await eventually(async () => {
      expect(await ask(REPORTS, 'jason')).toEqual({ 'v2 in cluster2': 20 });
      expect(await ask(REPORTS, 'anyone')).toEqual({ 'v1 in cluster1': 20 });
    });
  });

  test('a Pod beside the caller gets 403, within its cluster and across clusters', async () => {
    for (const user of ['jason', 'kim', 'anyone']) expect(await ask(BESIDE, user)).toEqual({ '403': 20 });
  });

  test('a Pod in a namespace without callers gets 403, and its proxy does not know the other cluster', async () => {
    for (const user of ['jason', 'kim', 'anyone']) expect(await ask(APART, user)).toEqual({ '403': 20 });
    expect(await outboundClusters(APART, GLOBAL)).toEqual([]);
    expect(await outboundClusters(CALLER, GLOBAL)).not.toEqual([]);
  });

  test('a service without callers answers 403', async () => {
    const answers = await lab.ask({ from: CALLER, url: 'http://details:9080/', count: 5 });
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403]);
  });

  test('the ingress gateway follows the same rules, because a VirtualService in a third namespace delegates to them', async () => {
    await eventually(async () => {
      expect(await askIngress('jason')).toBe('v2 in cluster2');
      expect(await askIngress('anyone')).toBe('v1 in cluster1');
    });
  });

  test('no proxy rejects any configuration', async () => {
    expect(await rejections([1, 2])).toEqual([]);
  });

  test('istioctl analyze finds only that subsets have no Pods in their cluster, and that delegation crosses namespaces', async () => {
    const rules = [`${BACK}/reviews`, `${BACK}/reviews-global`];
    const found = await analyze(1, BACK);
    // the namespace to which the rules for the gateway are exported needs no host, as the tests above show
    const hidden = `IST0101 VirtualService ${BACK}/reviews-ingress: Referenced host not found: "${GLOBAL}"`;
    expect(found.filter((finding) => finding !== hidden)).toEqual(onlyElsewhere(rules, ['v2']));
    expect(found).toContain(hidden);
    expect(await analyze(1, FRONT)).toEqual([]);
  });
});

/** Restores everything and waits until it works, so that the next control fails for its own reason. */
async function restore(): Promise<void> {
  await app.become(all);
  await eventually(async () => {
    expect(await ask(CALLER, 'jason')).toEqual({ 'v2 in cluster2': 20 });
    expect(await ask(BESIDE, 'jason')).toEqual({ '403': 20 });
    expect(await askIngress('jason')).toBe('v2 in cluster2');
  });
}

describe('controls', () => {
  afterEach(restore);

  test('without AuthorizationPolicies everyone is served, but a Pod outside the callers’ namespaces bypasses the rules', async () => {
    await app.become({ 1: without(here, 'AuthorizationPolicy'), 2: without(far, 'AuthorizationPolicy') });
    await eventually(async () => {
      expect(await ask(BESIDE, 'jason')).toEqual({ 'v2 in cluster2': 20 });
      const { 'v1 in cluster1': v1 = 0, 'v3 in cluster1': v3 = 0, ...others } = await ask(APART, 'jason');
      expect(others).toEqual({});
      expect(v1 + v3).toBe(20);
    });
  });

  test('if the callers’ ServiceEntry is visible to all, Pods in other namespaces see the other cluster', async () => {
    const everyone = { exportTo: ['*'] };
    await app.become({ ...all, 1: changed(here, 'ServiceEntry', `reviews-${BACK}`, everyone) });
    await eventually(async () => {
      expect(await outboundClusters(APART, GLOBAL)).not.toEqual([]);
    });
  });

  test('if the rules are invisible to callers, v1 and v3 of their own cluster answer with 200', async () => {
    await app.become({ ...all, 1: changed(here, 'VirtualService', 'reviews', { exportTo: ['.'] }) });
    await eventually(async () => {
      const { 'v1 in cluster1': v1 = 0, 'v3 in cluster1': v3 = 0, ...others } = await ask(CALLER, 'jason');
      expect(others).toEqual({});
      expect(v1 + v3).toBe(20);
    });
  });

  test('if the subsets are invisible to the other gateway, it does not find the subset of a server name', async () => {
    await app.become({ ...all, 2: changed(far, 'DestinationRule', 'reviews', { exportTo: ['.'] }) });
    await eventually(async () => {
      expect(await ask(CALLER, 'jason')).toEqual({ '503': 20 });
    });
  });

  test.each<readonly [string, 1 | 2, string, string, { readonly labels?: object; readonly annotations?: object }]>([
    [
      'a label of a WorkloadEntry names another version',
      1,
      'WorkloadEntry',
      'reviews-v2-cluster2',
      { labels: { version: 'v9' } },
    ],
    [
      'a Service hides from other namespaces',
      2,
      'Service',
      'reviews',
      { annotations: { 'networking.istio.io/exportTo': '.' } },
    ],
  ])('if %s, requests for the version get 503', async (_, cluster, kind, name, metadata) => {
    const marked = (all[cluster] ?? []).map((object) =>
      object.kind === kind && object.metadata.name === name
        ? { ...object, metadata: { ...object.metadata, ...metadata } }
        : object,
    );
    expect(marked).not.toEqual(all[cluster]);
    await app.become({ ...all, [cluster]: marked });
    await eventually(async () => {
      expect(await ask(CALLER, 'jason')).toEqual({ '503': 20 });
    });
  });

  test('if the other cluster’s hosts are invisible to the ingress gateway, it answers 503', async () => {
    const exportTo = [FRONT];
    const entry = changed(here, 'ServiceEntry', `reviews-${BACK}`, { exportTo });
    await app.become({ ...all, 1: changed(entry, 'DestinationRule', 'reviews-global', { exportTo }) });
    await eventually(async () => {
      expect(await askIngress('jason')).toMatch(/^503/);
    });
    expect(await ask(CALLER, 'jason')).toEqual({ 'v2 in cluster2': 20 });
  });

  test('if the rules for the ingress gateway are visible to its namespace only, it does not follow them', async () => {
    const exportTo = ['.', 'istio-system'];
    await app.become({ ...all, 1: changed(here, 'VirtualService', 'reviews-ingress', { exportTo }) });
    await eventually(async () => {
      expect(await askIngress('jason')).toMatch(/^404/);
    });
  });

  test('an ingress gateway or a workload that is not a caller gets 403', async () => {
    const principals = [`cluster.local/ns/${FRONT}/sa/private-productpage`];
    const rules = [{ from: [{ source: { principals } }] }];
    const narrowed = (list: readonly KubeObject[]): readonly KubeObject[] =>
      changed(list, 'AuthorizationPolicy', 'reviews', { rules });
    await app.become({ 1: narrowed(here), 2: narrowed(far) });
    await eventually(async () => {
      expect(await askIngress('jason')).toMatch(/^RBAC: access denied403/);
      expect(await askIngress('anyone')).toMatch(/^RBAC: access denied403/);
    });
    await eventually(async () => {
      for (const user of ['jason', 'anyone']) expect(await ask(REPORTS, user)).toEqual({ '403': 20 });
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

  test('is refused before any response', async () => {
    expect(await askPod()).toMatch(/^000 exit 56/);
  });

  test('control: without the PeerAuthentication it gets 403, and without the AuthorizationPolicy too it gets 200', async () => {
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

describe.each(['STATIC', 'DNS'])('with resolution %s, a caller across clusters', (resolution) => {
  const entry = here.find(({ kind }) => kind === 'ServiceEntry');
  const workload = here.find(({ metadata }) => metadata.name === 'reviews-v2-cluster2');
  const resolved = changed(here, 'ServiceEntry', `reviews-${BACK}`, { resolution });

  test('is served by Pods with the declared identity', async () => {
    expect(entry?.spec).toMatchObject({ workloadSelector: {}, resolution: 'STATIC' });
    expect(workload?.spec).toMatchObject({ serviceAccount: 'private-reviews' });
    await app.become({ 1: resolved, 2: far });
    await eventually(async () => {
      expect(await ask(CALLER, 'jason')).toEqual({ 'v2 in cluster2': 20 });
    }, 60);
  });

  test('refuses Pods with another identity, unless it expects that identity', async () => {
    const stranger = far.map((object) =>
      object.kind === 'Deployment' && object.metadata.name === 'reviews-v2'
        ? (JSON.parse(
            JSON.stringify(object).replace('"serviceAccountName":"private-reviews"', '"serviceAccountName":"default"'),
          ) as KubeObject)
        : object,
    );
    // the gateway must know the new Pod: a connection to the old one would wait for 10 s
    await app.start({ 1: resolved, 2: stranger });
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
