/** @module Shows that callers reach a service outside of the mesh by HTTPS and by HTTP that their proxies encrypt, and others do not. */
import type { Answer, PodRef } from '../lab/client';
import { analyze } from './analyze';
import { ADDRESSED, APART, CALLER, callingOutside, LOOKED_UP, startOutside, stopOutside } from './external-services';
import { eventually, lab } from './lab';
import { Applied, changed, type ClusterObjects } from './objects';
import { outboundClusters, rejections, requestsByEndpoint } from './proxies';

const app = new Applied();
let objects: ClusterObjects = {};

beforeAll(async () => {
  objects = callingOutside(await startOutside());
  await app.start(objects);
});
afterAll(async () => {
  await app.become({});
  await stopOutside();
});

/** Calls the service outside over new connections. */
async function ask(from: PodRef, url: string): Promise<readonly Answer[]> {
  await lab.closeConnections(from, [443]);
  // curl does not check the certificate; the proxy does
  return lab.ask({ from, url, options: ['-k'], count: 5 });
}

const statuses = async (from: PodRef): Promise<readonly number[]> =>
  (await ask(from, `http://${LOOKED_UP}/`)).map(({ status }) => status);

test('a caller that encrypts itself reaches the service by its server name', async () => {
  await eventually(async () => {
    const before = await requestsByEndpoint(CALLER, `outbound|443||${ADDRESSED}`);
    const answers = await ask(CALLER, `https://${ADDRESSED}/`);
    const after = await requestsByEndpoint(CALLER, `outbound|443||${ADDRESSED}`);
    expect(answers.map(({ body }) => body.version)).toEqual(Array(5).fill(ADDRESSED));
    expect(Object.values(after)[0]).toBeGreaterThan(Object.values(before)[0] ?? 0);
    // the proxy cannot read the request
    expect(answers[0]?.body.headers).not.toHaveProperty('x-request-id');
  });
});

test('at the port where proxies encrypt, a caller speaks HTTP, and the service gets HTTPS with its server name', async () => {
  await eventually(async () => {
    const answers = await ask(CALLER, `http://${LOOKED_UP}/`);
    expect(answers.map(({ status, body }) => [status, body.version])).toEqual(Array(5).fill([200, LOOKED_UP]));
    expect(answers[0]?.body.headers).toMatchObject({
      host: LOOKED_UP,
      'x-request-id': expect.any(String) as string,
    });
  });
});

test('a proxy in a namespace without callers does not know the service, and does not encrypt for it', async () => {
  for (const host of [LOOKED_UP, ADDRESSED]) {
    expect(await outboundClusters(APART, host)).toEqual([]);
    expect(await outboundClusters(CALLER, host)).toHaveLength(1);
  }
  expect(await statuses(APART)).not.toContain(200);
});

test('no proxy rejects any configuration, and istioctl analyze finds nothing', async () => {
  expect(await rejections([1])).toEqual([]);
  expect(await analyze(1, 'outside')).toEqual([]);
});

describe('controls', () => {
  const here = (): ClusterObjects[number] => objects[1] ?? [];
  afterEach(() => app.become(objects));

  test('without the DestinationRule, the service gets plain text, which it refuses', async () => {
    await app.become({ ...objects, 1: here().filter(({ kind }) => kind !== 'DestinationRule') });
    await eventually(async () => {
      expect(await statuses(CALLER)).not.toContain(200);
    });
  });

  test('if the certificate must have another name, the proxy does not accept the service', async () => {
    const rule = here().find(({ kind }) => kind === 'DestinationRule');
    const spec = JSON.stringify(rule?.spec).replace(`["${LOOKED_UP}"]`, '["other.example.com"]');
    await app.become({ ...objects, 1: changed(here(), 'DestinationRule', 'api', JSON.parse(spec) as object) });
    await eventually(async () => {
      expect(await statuses(CALLER)).toEqual(Array(5).fill(503));
    });
  });

  test('if the ServiceEntry is visible to all, other proxies know the service', async () => {
    await app.become({ ...objects, 1: changed(here(), 'ServiceEntry', 'api', { exportTo: ['*'] }) });
    await eventually(async () => {
      expect(await outboundClusters(APART, LOOKED_UP)).not.toEqual([]);
    });
  });
});
