/**
 * Applies the objects of a scenario to the clusters, and changes them.
 * @module
 */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { parseAllDocuments } from 'yaml';
import { bookinfoContainer, ClusterApp, ClusterChart, type DeploymentOf, type MeshPlan } from '../../../lib';
import { resourceId } from '../../../lib/istio';
import type { WrittenObject } from '../lab/kube-api';
import { exposed } from './exposed';
import { lab, place } from './lab';

/** A Kubernetes object. */
export type KubeObject = WrittenObject;

/** Objects by the number of their cluster. */
export type ClusterObjects = Readonly<Record<number, readonly KubeObject[]>>;

/** A Deployment with a service account of the same name, as somebody else would write it. */
export function workload(name: string, namespace: string): readonly KubeObject[] {
  const labels = { app: name };
  const containers = [{ name, image: 'registry.istio.io/release/examples-bookinfo-details-v1:1.20.3' }];
  const template = { metadata: { labels }, spec: { serviceAccountName: name, containers } };
  return [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace } },
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name, namespace },
      spec: { replicas: 1, selector: { matchLabels: labels }, template },
    },
  ];
}

/** Reads the objects that `cdk8s synth` wrote for an app to `dist/`. */
export function written(app: string): ClusterObjects {
  const folder = path.join(place.folder, 'dist', app);
  return Object.fromEntries(
    fs.readdirSync(folder).map((cluster) => [clusterNumber(cluster), objectsIn(path.join(folder, cluster))]),
  );
}

/** The Deployment of a version in the long form. Kubernetes chooses the number of Pods. */
const deployment: DeploymentOf = (service, version) => ({
  containers: [{ ...bookinfoContainer(service, version), resources: { requests: { cpu: '10m', memory: '16Mi' } } }],
  strategy: { rollingUpdate: { maxUnavailable: 0, maxSurge: '100%' } },
  podLabels: { team: service.name },
  podAnnotations: { 'example.com/version': version },
  podSpec: { volumes: [{ name: 'scratch', emptyDir: { sizeLimit: '1Mi' } }] },
});

/** Writes the manifests of a plan for `cluster1`, `cluster2`, …, with what `extend` adds, and reads them back. */
export function synthesized(plan: MeshPlan, extend: (app: ClusterApp) => void = (): void => undefined): ClusterObjects {
  const outdir = path.join(place.folder, 'dist');
  // a description that has changed since then is otherwise another mesh of the same name
  fs.rmSync(path.join(outdir, plan.mesh), { recursive: true, force: true });
  const apps = plan.clusters.map((cluster) => {
    const app = new ClusterApp({ name: plan.mesh, plan: cluster, outdir });
    new ClusterChart(app, plan.mesh, { deployment });
    extend(app);
    return app;
  });
  ClusterApp.synthAll(apps);
  return written(plan.mesh);
}

/** The objects that a scenario has applied so far. */
export class Applied {
  /** @param current the objects that the clusters already have */
  constructor(private current: ClusterObjects = {}) {}

  /** Applies objects, and removes previous objects that are not among them. Does not wait until they work. */
  async become(next: ClusterObjects): Promise<void> {
    const clusters = new Set([...Object.keys(this.current), ...Object.keys(next)].map(Number));
    await Promise.all([...clusters].map((cluster) => this.change(cluster, next[cluster] ?? [])));
    this.current = next;
  }

  private async change(cluster: number, after: readonly KubeObject[]): Promise<void> {
    const before = this.current[cluster] ?? [];
    const old = new Set(before.map((object) => JSON.stringify(object)));
    const fresh = after.filter((object) => !old.has(JSON.stringify(object)));
    const api = lab.api(cluster);
    for (const object of fresh) await api.apply(object);
    const kept = new Set(after.map(resourceId));
    // a Namespace is left: to remove one takes longer than all else, and it says nothing about traffic
    const gone = before.filter((object) => object.kind !== 'Namespace' && !kept.has(resourceId(object)));
    // nothing that is deleted here has a finalizer, so there is nothing to wait for
    await Promise.all(gone.map((object) => api.delete(object)));
  }

  /** Like `become`, and waits until all Pods of the clusters are ready and the gateways know the Pods that they expose. */
  async start(next: ClusterObjects): Promise<void> {
    await this.become(next);
    await Promise.all(
      Object.entries(next).map(async ([cluster, objects]) => {
        await lab.ready(Number(cluster));
        await exposed(Number(cluster), objects);
      }),
    );
  }
}

/** Returns the objects with a change to the spec of the one with this kind and name. */
export function changed(
  objects: readonly KubeObject[],
  kind: string,
  name: string,
  change: object,
): readonly KubeObject[] {
  const isMeant = (object: KubeObject): boolean => object.kind === kind && object.metadata.name === name;
  if (objects.filter(isMeant).length !== 1) throw new Error(`${kind} ${name} is not there once`);
  return objects.map((object) => (isMeant(object) ? { ...object, spec: { ...object.spec, ...change } } : object));
}

function clusterNumber(name: string): number {
  return Number(name.replace('cluster', ''));
}

function objectsIn(folder: string): readonly KubeObject[] {
  const manifests = fs.readdirSync(folder).filter((file) => file.endsWith('.yaml'));
  const texts = manifests.map((file) => fs.readFileSync(path.join(folder, file), 'utf8'));
  return texts.flatMap((text) => parseAllDocuments(text)).map((document) => document.toJS() as KubeObject);
}
