/**
 * Starts a cluster's control plane on its own machine: API server, controller manager, scheduler and istiod.
 * @module
 */
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Binaries } from '../binaries';
import { serviceRange } from './addresses';
import type { LabClient } from './client';
import { INJECTOR } from './injector';
import { KubeApi } from './kube-api';
import type { Host } from './network';
import { run, until } from './shell';

/** Keeps istiod from configuring Istio's own extensions: the lab's Envoy is not an Istio build and lacks them. */
const WITHOUT_EXTENSIONS = {
  PILOT_ENABLE_METADATA_EXCHANGE: 'false',
  PILOT_ENABLE_ALPN_FILTER: 'false',
  PILOT_DISABLE_MX_ALPN: 'true',
};

/** The configuration of Istio. */
export const MESH_CONFIG = [
  'trustDomain: cluster.local',
  'rootNamespace: istio-system',
  'accessLogFile: ./access.log',
  'ingressControllerMode: "OFF"',
  'defaultConfig: {discoveryAddress: "istiod.istio-system.svc:15012"}',
  'outboundTrafficPolicy: {mode: REGISTRY_ONLY}',
  '',
].join('\n');

/** The control plane of one cluster. */
export class ControlPlane {
  /** The API of the cluster. */
  readonly api: KubeApi;
  private readonly kubeconfig: string;

  constructor(
    /** The number of the cluster, from 1. */
    readonly index: number,
    private readonly host: Host,
    private readonly folder: string,
    private readonly programs: Binaries,
    private readonly client: LabClient,
  ) {
    this.api = new KubeApi(path.join(folder, 'api.sock'));
    this.kubeconfig = path.join(folder, 'kubeconfig');
  }

  /** Starts Kubernetes, with an API server that stores its objects in the given etcd. */
  async startKubernetes(etcd: string): Promise<void> {
    const { host, index, folder, programs } = this;
    const key = path.join(folder, 'sa.key');
    await run('openssl', ['genrsa', '-out', key, '2048']);
    fs.writeFileSync(path.join(folder, 'tokens.csv'), 'lab,admin,1,system:masters\n');
    fs.writeFileSync(this.kubeconfig, JSON.stringify(kubeconfig(`cluster${index}`, host.address)));
    const flags = {
      'etcd-servers': etcd,
      'etcd-prefix': `/cluster${index}`,
      'secure-port': '6443',
      'advertise-address': host.address,
      'cert-dir': path.join(folder, 'pki'),
      'service-cluster-ip-range': serviceRange(index),
      'service-account-issuer': 'https://kubernetes.default.svc',
      'service-account-signing-key-file': key,
      'service-account-key-file': key,
      'token-auth-file': path.join(folder, 'tokens.csv'),
      'authorization-mode': 'AlwaysAllow',
      'disable-admission-plugins': 'ServiceAccount',
      'feature-gates': 'MutatingAdmissionPolicy=true',
      'runtime-config': 'admissionregistration.k8s.io/v1beta1=true',
      'enable-priority-and-fairness': 'false',
      'shutdown-delay-duration': '0s',
    };
    this.start(
      'apiserver',
      programs.kubeApiserver,
      Object.entries(flags).map(([name, value]) => `--${name}=${value}`),
    );
    this.start('kubectl-proxy', programs.kubectl, [
      `--kubeconfig=${this.kubeconfig}`,
      'proxy',
      `--unix-socket=${path.join(folder, 'api.sock')}`,
    ]);
    await until(
      `the API server of cluster${index}`,
      90,
      async () => (await this.client.kubectl(this.index, ['get', '--raw', '/readyz'])) === 'ok',
    );
    const auth = [`--kubeconfig=${this.kubeconfig}`, '--leader-elect=false'];
    const controllers = [
      ...['deployment', 'replicaset', 'endpointslice', 'namespace', 'garbage-collector'],
      ...['serviceaccount', 'serviceaccount-token'],
    ].map((name) => `${name}-controller`);
    this.start('controller-manager', programs.kubeControllerManager, [
      ...auth,
      `--controllers=${controllers.join()}`,
      '--use-service-account-credentials=false',
      `--service-account-private-key-file=${key}`,
      // the API server made this certificate for itself
      `--root-ca-file=${path.join(folder, 'pki/apiserver.crt')}`,
    ]);
    this.start('scheduler', programs.kubeScheduler, auth);
  }

  /** Installs Istio's CRDs and starts istiod. Its certificates must be in `<folder>/istiod/etc/cacerts`. */
  async startIstio(): Promise<void> {
    const { host, index, folder, programs } = this;
    await this.client.kubectl(this.index, ['apply', '--server-side', '-f', programs.crds]);
    await this.client.kubectl(this.index, ['apply', '-f', '-'], JSON.stringify(INJECTOR));
    await this.client.kubectl(this.index, ['create', 'namespace', 'istio-system']);
    const files = { mesh: path.join(folder, 'mesh.yaml'), networks: path.join(folder, 'networks.yaml') };
    fs.writeFileSync(files.mesh, MESH_CONFIG);
    fs.writeFileSync(files.networks, 'networks: {}\n');
    const flags = {
      kubeconfig: this.kubeconfig,
      meshConfig: files.mesh,
      networksConfig: files.networks,
      clusterID: `cluster${index}`,
    };
    host.start(
      [
        programs.pilotDiscovery,
        'discovery',
        ...Object.entries(flags).map(([name, value]) => `--${name}=${value}`),
        '-n',
        'istio-system',
      ],
      {
        log: path.join(folder, 'istiod.log'),
        cwd: path.join(folder, 'istiod'),
        env: {
          ...WITHOUT_EXTENSIONS,
          POD_NAME: `istiod-cluster${index}`,
          POD_NAMESPACE: 'istio-system',
          CLUSTER_ID: `cluster${index}`,
          REVISION: 'default',
          PILOT_CERT_PROVIDER: 'istiod',
          ROOT_CA_DIR: './etc/cacerts',
          INJECT_ENABLED: 'false',
          INJECTION_WEBHOOK_CONFIG_NAME: '',
          VALIDATION_WEBHOOK_CONFIG_NAME: '',
          ENABLE_LEADER_ELECTION: 'false',
          PILOT_ENABLE_GATEWAY_API: 'false',
        },
      },
    );
    await until(
      `istiod of cluster${index}`,
      60,
      async () => (await host.run(['curl', '-fsS', 'http://127.0.0.1:8080/ready'])) === '',
    );
  }

  private start(name: string, program: string, args: readonly string[]): void {
    this.host.start([program, ...args], { log: path.join(this.folder, `${name}.log`), env: { GOGC: '400' } });
  }
}

/** Makes a kubeconfig whose names are unique to the cluster, so that kubectl can read those of all clusters together. */
function kubeconfig(name: string, address: string): object {
  const server = `https://${address}:6443`;
  return {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name, cluster: { server, 'insecure-skip-tls-verify': true } }],
    users: [{ name, user: { token: 'lab' } }],
    contexts: [{ name, context: { cluster: name, user: name } }],
    'current-context': name,
  };
}
