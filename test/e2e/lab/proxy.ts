/**
 * Starts the proxy of a Pod: a sidecar, which gets all of the Pod's traffic, or a gateway.
 * @module
 */
import { chown, cp, mkdir, readdir, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import type { Binaries } from '../binaries';
import type { Host } from './network';

/** The user of the proxy. Its own traffic is not redirected to it. */
const PROXY_UID = 1337;

/** What a proxy knows of its Pod. */
export interface ProxiedPod {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly serviceAccount: string;
  /** A token of the service account for the audience `istio-ca`. */
  readonly token: string;
}

/** Where a proxy runs, and in which mode. */
export interface ProxyPlace {
  readonly host: Host;
  /** Its own folder, because the agent's paths are relative. */
  readonly folder: string;
  /** The number of the cluster, which is also the network. */
  readonly cluster: number;
  readonly rootCertificate: string;
  readonly mode: 'sidecar' | 'router';
}

/** Starts the agent, which starts Envoy. */
export async function startProxy(programs: Binaries, pod: ProxiedPod, place: ProxyPlace): Promise<void> {
  const { host, folder, cluster, mode } = place;
  await writeAll(folder, { 'var/run/secrets/tokens/istio-token': pod.token });
  await mkdir(path.join(folder, 'var/run/secrets/istio'), { recursive: true });
  await cp(place.rootCertificate, path.join(folder, 'var/run/secrets/istio/root-cert.pem'));
  for (const name of ['etc/istio/pod', 'etc/istio/proxy']) await mkdir(path.join(folder, name), { recursive: true });
  await chownAll(folder);
  const config = {
    discoveryAddress: 'istiod.istio-system.svc:15012',
    binaryPath: programs.envoy,
    concurrency: 1,
    statsCompression: false,
  };
  host.start(
    [
      programs.pilotAgent,
      'proxy',
      mode,
      '--domain',
      `${pod.namespace}.svc.cluster.local`,
      '--proxyLogLevel',
      'warning',
    ],
    {
      log: path.join(folder, 'proxy.log'),
      uid: PROXY_UID,
      cwd: folder,
      env: {
        POD_NAME: pod.name,
        POD_NAMESPACE: pod.namespace,
        INSTANCE_IP: host.address,
        SERVICE_ACCOUNT: pod.serviceAccount,
        TRUST_DOMAIN: 'cluster.local',
        PROXY_CONFIG: JSON.stringify(config),
        ISTIO_BOOTSTRAP: programs.envoyBootstrap,
        ISTIO_METAJSON_LABELS: JSON.stringify(pod.labels),
        // otherwise the agent tries to detect the cloud platform for two seconds
        CLOUD_PLATFORM: 'none',
        ISTIO_META_CLUSTER_ID: `cluster${cluster}`,
        ISTIO_META_MESH_ID: 'lab',
        ISTIO_META_NETWORK: `cluster${cluster}`,
        ISTIO_META_DNS_CAPTURE: 'true',
        ...(mode === 'router'
          ? { ISTIO_META_REQUESTED_NETWORK_VIEW: `cluster${cluster}` }
          : { ISTIO_META_INTERCEPTION_MODE: 'REDIRECT' }),
      },
    },
  );
  if (mode === 'sidecar') await redirect(programs, host);
}

/** Whether a proxy has accepted its configuration from istiod. */
export async function isProxyReady(host: Host): Promise<boolean> {
  return host.run(['curl', '-fsS', 'http://127.0.0.1:15021/healthz/ready']).then(
    () => true,
    () => false,
  );
}

async function redirect(programs: Binaries, host: Host): Promise<void> {
  const user = String(PROXY_UID);
  const ports = [
    '-p',
    '15001',
    '-z',
    '15006',
    '-u',
    user,
    '-g',
    user,
    '-m',
    'REDIRECT',
    '-i',
    '*',
    '-x',
    '',
    '-b',
    '*',
  ];
  await host.run([programs.pilotAgent, 'istio-iptables', ...ports, '-d', '15090,15021,15020', '--redirect-dns']);
}

async function writeAll(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [file, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
    await writeFile(path.join(folder, file), text);
  }
}

async function chownAll(folder: string): Promise<void> {
  await chown(folder, PROXY_UID, PROXY_UID);
  for (const name of await readdir(folder, { recursive: true }))
    await chown(path.join(folder, name), PROXY_UID, PROXY_UID);
}
