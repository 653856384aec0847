/**
 * Asks Istio's own control plane, a Go program in `program/`, what the proxies of a mesh get.
 * @module
 */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import * as path from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { buildGoProgram } from '../support/go-program';
import type { Resources } from './envoy/resources';
import { isIstio, isServiceEntry, type Kube, type Labels, namespaceOf } from './kubernetes/objects';
import type { Pod } from './kubernetes/pods';
import { nodeName } from './kubernetes/services';
import { kubernetesObjects, type RealCluster, type World } from './kubernetes/world';

/** An object that the API server would not take. */
export interface Refusal {
  readonly cluster: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly reason: string;
}

/** What proxies get. */
export interface Configured {
  /** The resources of the proxies, by `<cluster> <namespace>/<workload>`. */
  readonly proxies: ReadonlyMap<string, Resources>;
  readonly refused: readonly Refusal[];
}

/** A configuration makes Istio's control plane crash. */
export class Crash extends Error {}

interface Answer {
  readonly proxies: readonly Resources[];
  readonly refused: readonly Refusal[];
  readonly error?: string;
}

/** The key of a proxy: all Pods of a workload are configured alike. */
export function proxyKey({ cluster, namespace, workload }: Pick<Pod, 'cluster' | 'namespace' | 'workload'>): string {
  return `${cluster} ${namespace}/${workload}`;
}

/** Builds the program into a folder. */
export function buildProgram(folder: string): string {
  return buildGoProgram(path.join(__dirname, 'program'), folder, '1.26');
}

/** How many questions one process answers. It is replaced after that, because it keeps some memory of each. */
const QUESTIONS = 80;

/** A running program. */
export class Istio {
  private process: ChildProcessWithoutNullStreams | undefined;
  private lines: AsyncIterator<string> | undefined;
  private reader: Interface | undefined;
  private asked = 0;

  constructor(private readonly program: string) {}

  /**
   * Asks for all proxies of a mesh.
   *
   * @param callers the workloads that requests come from, as `<cluster>/<namespace>/<workload>`; for other sidecars, only what
   *   comes in is asked for
   */
  async ask(world: World, callers: ReadonlySet<string>): Promise<Configured> {
    const pods = asked(world);
    const question = {
      clusters: world.clusters.map((each) => clusterOf(each, world)),
      connected: world.options.connected ?? false,
      proxies: pods.map((pod) => ({ ...proxyOf(pod, world), inbound: isCalledOnly(pod, callers) })),
    };
    const { proxies, refused, error } = JSON.parse(await this.send(JSON.stringify(question))) as Answer;
    if (error?.includes('crash: ') === true) throw new Crash(error);
    if (error !== undefined) throw new Error(`Istio's control plane failed: ${error}`);
    const found = new Map<string, Resources>();
    for (const [index, pod] of pods.entries()) {
      const resources = proxies[index];
      if (resources !== undefined) found.set(proxyKey(pod), resources);
    }
    return { proxies: found, refused };
  }

  stop(): void {
    this.process?.stdin.end();
    this.reader?.close();
    this.process = undefined;
  }

  private async send(line: string): Promise<string> {
    if (this.process === undefined || this.asked >= QUESTIONS) this.start();
    this.asked++;
    this.process?.stdin.write(`${line}\n`);
    const next = await this.lines?.next();
    if (next === undefined || next.done === true) throw new Error('the program has ended');
    return next.value;
  }

  private start(): void {
    this.stop();
    this.asked = 0;
    this.process = spawn(this.program, { stdio: ['pipe', 'pipe', 'pipe'] });
    this.process.stderr.pipe(process.stderr);
    this.reader = createInterface({ input: this.process.stdout, crlfDelay: Infinity });
    this.lines = this.reader[Symbol.asyncIterator]();
  }
}

function isCalledOnly({ type, cluster, namespace, workload }: Pod, callers: ReadonlySet<string>): boolean {
  return type === 'sidecar' && !callers.has(`${cluster}/${namespace}/${workload}`);
}

/** One Pod of each workload that has a proxy. */
function asked({ clusters }: World): readonly Pod[] {
  const found = new Map<string, Pod>();
  for (const pod of clusters.flatMap(({ pods }) => pods)) {
    if (pod.type !== 'none' && !found.has(proxyKey(pod))) found.set(proxyKey(pod), pod);
  }
  return [...found.values()];
}

function clusterOf(cluster: RealCluster, { options }: World): object {
  return {
    name: cluster.name,
    istio: cluster.manifests.filter(isIstio).map((each) => dated(inNamespace(placed(each), cluster))),
    kubernetes: joined(kubernetesObjects(cluster).map(dated)),
    meshConfig: options.meshConfig?.[cluster.name] ?? '',
    network: cluster.network,
  };
}

function joined(objects: readonly Kube[]): string {
  return objects.map((each) => JSON.stringify(each)).join('\n---\n');
}

/** An object whose namespace is said. */
function placed(object: Kube): Kube {
  return { ...object, metadata: { ...object.metadata, namespace: namespaceOf(object) } };
}

/**
 * A ServiceEntry with the annotations of its Namespace, because the program does not read Namespaces for ServiceEntries. Istio reads
 * only one that both may have, and that of the ServiceEntry counts unless it is empty.
 */
function inNamespace(object: Kube, { manifests }: RealCluster): Kube {
  if (!isServiceEntry(object)) return object;
  const { metadata } = object;
  const namespace = manifests.find(
    ({ kind, metadata: { name } }) => kind === 'Namespace' && name === metadata.namespace,
  );
  if (namespace === undefined) return object;
  const own = Object.entries(metadata.annotations ?? {}).filter(([, value]) => value !== '');
  const annotations: Labels = { ...namespace.metadata.annotations, ...Object.fromEntries(own) };
  return { ...object, metadata: { ...metadata, annotations } };
}

/** An object with a time of creation; all that name none are of the same time. */
function dated(object: Kube): Kube {
  return { ...object, metadata: { creationTimestamp: '2026-01-01T00:00:00Z', ...object.metadata } };
}

function proxyOf({ cluster, namespace, name, serviceAccount, labels, type, ip }: Pod, world: World): object {
  const { network, locality } = world.cluster(cluster);
  const own = labels['topology.istio.io/network'] ?? network;
  const isEastWest = labels['istio'] === 'eastwestgateway';
  return {
    cluster,
    namespace,
    name,
    serviceAccount,
    labels,
    type,
    ip,
    network: own,
    locality: labels['istio-locality']?.replaceAll('.', '/') ?? locality,
    node: nodeName(cluster),
    networkView: isEastWest && own !== '' ? [own] : [],
  };
}
