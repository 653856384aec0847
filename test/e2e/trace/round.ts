/**
 * Puts a drawn configuration into the lab in place of the one before.
 * @module
 */
import { writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Kube, isIstio, namespaceOf } from '../../istio-oracle/kubernetes/objects';
import type { Objects, StoredObject } from '../../trace/transcripts/transcript';
import type { KubeObject } from '../lab/kube-api';
import { run, until } from '../lab/shell';
import { lab, place } from '../scenarios/lab';
import type { Configuration } from './draw';
import { forwardServices } from './kube-proxy';
import { settled } from './settled';
import { CLUSTERS, NAMESPACES } from './world';

interface Stored extends KubeObject {
  readonly metadata: KubeObject['metadata'] & { readonly creationTimestamp: string };
}

/** What became of a configuration in the lab. */
export interface Applied {
  /** The objects that the API servers and Istio took, with their times. */
  readonly objects: Objects;
  /** How many they refused. */
  readonly refused: number;
}

/** The objects of the round before, by cluster. */
let current: ReadonlyMap<number, readonly Kube[]> = new Map();

/** Removes the configuration before, applies one, and waits until the proxies have it. */
export async function become({ clusters }: Pick<Configuration, 'clusters'>): Promise<Applied> {
  await Promise.all([...current].flatMap(([cluster, objects]) => objects.map((each) => lab.api(cluster).delete(each))));
  const taken = await Promise.all(
    CLUSTERS.map(async (cluster) => {
      const drawn = clusters.find(({ name }) => name === `cluster${cluster}`)?.objects ?? [];
      const valid = await validIn(cluster, drawn);
      return [cluster, await applied(cluster, valid), drawn.length] as const;
    }),
  );
  current = new Map(taken.map(([cluster, objects]) => [cluster, objects.map(({ object }) => object)]));
  await Promise.all(
    taken.map(([cluster, objects]) =>
      sliced(
        cluster,
        objects.map(({ object }) => object),
      ),
    ),
  );
  await settled(
    new Map(
      taken.map(([cluster, objects]) => [
        cluster,
        new Set(objects.filter(({ object }) => isIstio(object)).map(({ stored }) => stored.metadata.uid)),
      ]),
    ),
  );
  await Promise.all(CLUSTERS.map(forwardServices));
  return {
    objects: Object.fromEntries(taken.map(([cluster, objects]) => [`cluster${cluster}`, objects.map(dated)])),
    refused: taken.reduce((sum, [, objects, drawn]) => sum + drawn - objects.length, 0),
  };
}

interface Taken {
  readonly object: Kube;
  readonly stored: Stored;
}

function dated({ object, stored }: Taken): StoredObject {
  return { ...object, metadata: { ...object.metadata, creationTimestamp: stored.metadata.creationTimestamp } };
}

/** The objects that Istio's webhook would let in. The lab has none. */
async function validIn(cluster: number, objects: readonly Kube[]): Promise<readonly Kube[]> {
  const file = path.join(place.folder, `drawn-${cluster}.json`);
  const istio = objects.filter(isIstio);
  await writeFile(file, istio.map((each) => JSON.stringify(each)).join('\n---\n'));
  const said = await run(place.programs.istioctl, ['validate', '-f', file]).catch(String);
  const refused = new Set([...said.matchAll(/\* (\w+)\/([\w-]+)\/([\w-]+):/g)].map(([, ...id]) => id.join('/')));
  return objects.filter((each) => !refused.has([each.kind, namespaceOf(each), each.metadata.name].join('/')));
}

/** Applies objects in two steps, so that some are a second older than others. */
async function applied(cluster: number, objects: readonly Kube[]): Promise<readonly Taken[]> {
  const half = Math.ceil(objects.length / 2);
  const first = await Promise.all(objects.slice(0, half).map((each) => store(cluster, each)));
  await sleep(1000 - (Date.now() % 1000));
  const second = await Promise.all(objects.slice(half).map((each) => store(cluster, each)));
  return [...first, ...second].flat();
}

/** Applies an object, unless the API server refuses it. */
async function store(cluster: number, object: Kube): Promise<readonly Taken[]> {
  const api = lab.api(cluster);
  try {
    await api.apply(object);
  } catch (error) {
    if (/: 4\d\d /.test(String(error))) return [];
    throw error;
  }
  return [{ object, stored: await api.read<Stored>(object) }];
}

/** Waits until each Service has its EndpointSlice. */
async function sliced(cluster: number, objects: readonly Kube[]): Promise<void> {
  const services = objects.filter(({ kind, spec }) => kind === 'Service' && spec !== undefined && 'selector' in spec);
  const wanted = services.map((each) => `${namespaceOf(each)}/${each.metadata.name}`);
  await until(`the EndpointSlices of cluster${cluster}`, 20, async () => {
    const lists = await Promise.all(
      NAMESPACES.map((each) =>
        lab.api(cluster).list<KubeObject>(`/apis/discovery.k8s.io/v1/namespaces/${each}/endpointslices`),
      ),
    );
    const found = lists
      .flat()
      .map(({ metadata: { namespace, labels = {} } }) => `${namespace}/${labels['kubernetes.io/service-name'] ?? ''}`);
    return wanted.every((each) => found.includes(each));
  });
}
