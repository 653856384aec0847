/** @module Tests that the files for Argo CD and Flux name what the apps write, and that they delete no Namespace. */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { parseAllDocuments } from 'yaml';
import { filesUnder } from '../support/manifests';

const root = path.join(__dirname, '../..');
/** What the apps write to `dist/`, as test/apps reviews it. */
const written = filesUnder(path.join(root, 'test/apps/snapshots'));

interface Source {
  readonly path: string;
  readonly directory: { readonly include?: string; readonly exclude?: string };
}

interface ApplicationSet {
  readonly spec: {
    readonly syncPolicy?: { readonly preserveResourcesOnDeletion?: boolean };
    readonly template: {
      readonly spec: {
        readonly source: Source;
        readonly syncPolicy: { readonly automated: { readonly prune: boolean } };
      };
    };
  };
}

interface Kustomization {
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly path: string;
    readonly prune: boolean;
    readonly sourceRef: { readonly kind: string; readonly name: string };
    readonly postBuild: { readonly substitute: Readonly<Record<string, string>> };
    readonly patches: readonly { readonly target: object; readonly patch: string }[];
  };
}

function documents(file: string): readonly unknown[] {
  return parseAllDocuments(fs.readFileSync(path.join(root, 'docs/gitops', file), 'utf8')).map((document) => {
    expect(document.errors).toEqual([]);
    return document.toJS() as unknown;
  });
}

/** The names of the files in a folder below `dist/` that an app writes. */
function filesIn(folder: string): readonly string[] {
  const prefix = `${path.normalize(folder).replace(/^dist\//, '')}/`;
  return [...written.keys()].filter((file) => file.startsWith(prefix)).map((file) => file.slice(prefix.length));
}

describe('Argo CD', () => {
  const [namespaces, others] = documents('argo-cd.yaml') as readonly [ApplicationSet, ApplicationSet];

  test.each(['cluster1', 'cluster2'])('applies every file of %s once', (cluster) => {
    const applied = [namespaces, others].flatMap(({ spec }) => {
      const { path: folder, directory } = spec.template.spec.source;
      const files = filesIn(folder.replace('{{.name}}', cluster));
      return files.filter((file) => (directory.include ?? file) === file && directory.exclude !== file);
    });
    expect(applied).toEqual(filesIn(`dist/bookinfo/${cluster}`));
    expect(applied[0]).toBe('0000-namespaces.k8s.yaml');
  });

  test('deletes what a description no longer has, except Namespaces', () => {
    const prunes = [namespaces, others].map(({ spec }) => spec.template.spec.syncPolicy.automated.prune);
    expect(prunes).toEqual([false, true]);
    expect(namespaces.spec.template.spec.source.directory.include).toBe('0000-namespaces.k8s.yaml');
    expect(namespaces.spec.syncPolicy?.preserveResourcesOnDeletion).toBe(true);
  });
});

describe('Flux', () => {
  const [repository, kustomization] = documents('flux.yaml') as readonly [Kustomization, Kustomization];
  const { spec } = kustomization;
  const texts = [...written].filter(([file]) => file.startsWith('bookinfo/cluster1/')).map(([, text]) => text);

  test('applies a folder that the app writes, from the repository that it names', () => {
    expect(filesIn(spec.path)).toContain('bookinfo.k8s.yaml');
    expect(spec.sourceRef).toEqual({ kind: 'GitRepository', name: repository.metadata.name });
  });

  test('fills every placeholder of the manifests', () => {
    const placeholders = texts.flatMap((text) => [...text.matchAll(/\$\{(\w+)\}/g)].map(([, name]) => name));
    expect([...new Set(placeholders)]).toEqual(Object.keys(spec.postBuild.substitute));
    // any other dollar sign might be a placeholder to Flux
    expect(texts.join('').replaceAll(/\$\{\w+\}/g, '')).not.toContain('$');
  });

  test('deletes what a description no longer has, except Namespaces', () => {
    expect(spec.prune).toBe(true);
    const [{ target, patch } = { target: {}, patch: '' }] = spec.patches;
    expect(target).toEqual({ kind: 'Namespace' });
    expect(parseAllDocuments(patch)[0]?.toJS()).toMatchObject({
      kind: 'Namespace',
      metadata: { annotations: { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' } },
    });
  });
});
