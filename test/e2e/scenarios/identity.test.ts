/** @module Shows who gets in under STRICT mTLS and an AuthorizationPolicy, and that a certificate of another root does not. */
import { makeLeaf, makeRoot } from '../lab/certificates';
import { byVersion } from './answers';
import { askReviews, BOOKINFO, bookinfo, restoreBookinfo } from './bookinfo';
import { eventually, lab, place } from './lab';
import type { KubeObject } from './objects';
import * as path from 'node:path';

const STRICT: KubeObject = {
  apiVersion: 'security.istio.io/v1',
  kind: 'PeerAuthentication',
  metadata: { name: 'default', namespace: 'default' },
  spec: { mtls: { mode: 'STRICT' } },
};

/** Makes a policy that lets one principal call reviews. */
function admitting(principal: string): KubeObject {
  return {
    apiVersion: 'security.istio.io/v1',
    kind: 'AuthorizationPolicy',
    metadata: { name: 'reviews', namespace: 'default' },
    spec: {
      selector: { matchLabels: { app: 'reviews' } },
      action: 'ALLOW',
      rules: [{ from: [{ source: { principals: [principal] } }] }],
    },
  };
}

async function protect(principal: string): Promise<void> {
  await bookinfo.become({ ...BOOKINFO, 2: [...(BOOKINFO[2] ?? []), STRICT, admitting(principal)] });
}

afterAll(restoreBookinfo);

test('under STRICT mTLS and a policy for its principal, productpage is served and details gets 403', async () => {
  await protect('cluster.local/ns/default/sa/bookinfo-productpage');
  const asDetails = { from: [1, 'default/details'], url: 'http://reviews:9080/', count: 10 } as const;
  await eventually(async () => {
    const refused = await lab.ask({ ...asDetails, headers: { 'end-user': 'jason' } });
    expect(byVersion(refused)).toEqual({ '403': 10 });
  });
  expect(Object.keys(byVersion(await askReviews(20, 'jason', { fresh: true }))).sort()).toEqual(['v2', 'v3']);
});

test('under a policy for another principal, productpage gets 403', async () => {
  await protect('cluster.local/ns/default/sa/bookinfo-details');
  await eventually(async () => {
    expect(byVersion(await askReviews(20, 'jason', { fresh: true }))).toEqual({ '403': 20 });
  });
});

describe('a client with a certificate for productpage', () => {
  const principal = 'spiffe://cluster.local/ns/default/sa/bookinfo-productpage';
  const meshRoot = path.join(place.folder, 'ca');

  /** Calls reviews v2 through the gateway as a proxy does, with a certificate. Resolves to the whole output of openssl. */
  async function askWith(name: string, root: string): Promise<string> {
    const folder = path.join(place.folder, 'clients', name);
    const { key, certificate } = await makeLeaf(
      { key: path.join(root, 'root-key.pem'), certificate: path.join(root, 'root-cert.pem') },
      folder,
      principal,
    );
    const host = await lab.pod([1, 'default/productpage']);
    const target = [
      '-connect',
      '10.10.2.20:15443',
      '-servername',
      'outbound_.9080_.v2_.reviews.default.svc.cluster.local',
    ];
    const tls = ['-alpn', 'istio', '-cert', certificate, '-key', key, '-CAfile', path.join(meshRoot, 'root-cert.pem')];
    const input = 'GET / HTTP/1.1\r\nHost: reviews:9080\r\nConnection: close\r\n\r\n';
    const command = ['sh', '-c', 'timeout 5 openssl s_client -quiet -verify_return_error "$@" 2>&1 || true', 'sh'];
    // as the proxy's user, because its connections bypass the sidecar
    return host.run([...command, ...target, ...tls], { uid: 1337, input });
  }

  beforeAll(() => protect('cluster.local/ns/default/sa/bookinfo-productpage'));

  test('is served if the root of the mesh signed it', async () => {
    await eventually(async () => {
      expect(await askWith('ours', meshRoot)).toMatch(/HTTP\/1\.1 200 OK[^]*"version":"v2"/);
    });
  });

  test('is refused if another root signed it', async () => {
    await makeRoot(path.join(place.folder, 'another-ca'), 'Another Root CA');
    const said = await askWith('theirs', path.join(place.folder, 'another-ca'));
    // the gateway closes with an alert, which openssl may not read in time
    expect(said).toMatch(/alert unknown ca|unexpected eof/);
    expect(said).not.toContain('HTTP/1.1');
  });
});
