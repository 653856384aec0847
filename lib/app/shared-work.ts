/**
 * The work on objects that clusters share, done once for all clusters that are written together.
 * @module
 */
import type { ManifestObject } from '../manifests';
import type { Cluster } from '../mesh';
import type { ClusterPlan } from '../plan';
import { renderedText } from '../verify';
import { yamlDocument } from '../yaml';
import { type Additions, type Stamp, stampOf } from './stamp';

/** Stamps objects, and writes them as text. What nobody can change is stamped and written once. */
export class SharedWork {
  readonly #stamps = new Map<string, Stamp>();
  readonly #texts = new WeakMap<object, string>();

  /** The stamp of an app. Apps that add the same share it. */
  stamp({ labels: planned }: ClusterPlan, { labels, annotations }: Pick<Additions, 'labels' | 'annotations'>): Stamp {
    const key = JSON.stringify([planned, labels, annotations]);
    const stamp = this.#stamps.get(key) ?? stampOf(planned, { labels, annotations });
    this.#stamps.set(key, stamp);
    return stamp;
  }

  /** The YAML text of objects, as cdk8s writes it. Where Kubernetes would read a text otherwise, it is quoted. */
  textOf(objects: readonly ManifestObject[], cluster: Cluster): string {
    return objects.map((object) => this.#documentOf(object, cluster)).join('---\n');
  }

  #documentOf(object: ManifestObject, cluster: Cluster): string {
    const { json, planned } = object;
    const before = planned && this.#texts.get(json);
    if (before !== undefined) return before;
    const text = renderedText(object, cluster, yamlDocument);
    if (planned !== undefined) this.#texts.set(json, text);
    return text;
  }
}
