/** @module Tests that the files for Argo CD and Flux name what the apps write, and that they delete no Namespace. */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { parseAllDocuments } from 'yaml';
import { filesUnder } from '../support/manifests';
import { schemasIn } from '../support/schema';

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

describe('the CRDs of Argo CD and Flux', () => {
  const schemas = schemasIn(path.join(__dirname, 'crds'));

  interface Document {
    readonly apiVersion: string;
    readonly kind: string;
    readonly spec: object;
  }

  /** Whether the CRD of a document accepts a spec. */
  const accepts = ({ apiVersion, kind }: Document, spec: unknown): boolean =>
    schemas.get(`${apiVersion} ${kind}`)?.(spec) === true;

  test.each(['argo-cd.yaml', 'flux.yaml'])('accept %s, and none of its fields with another name', (file) => {
    for (const document of documents(file) as readonly Document[]) {
      expect([document.kind, accepts(document, document.spec)]).toEqual([document.kind, true]);
      const accepted = misspellings(document.spec).filter(([, spec]) => accepts(document, spec));
      const chosenByUsers = ['mesh', 'CLUSTER2_GW_ADDR'];
      expect(accepted.map(([field]) => field).filter((field) => !chosenByUsers.includes(field))).toEqual([]);
    }
  });
});

/** A value with one of its fields misspelt, for each field at any depth. */
function misspellings(value: unknown): readonly (readonly [field: string, misspelt: unknown])[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) => {
    const others = Object.entries(value).filter(([other]) => other !== key);
    const deeper = misspellings(inner).map(([field, misspelt]) => {
      const changed = Array.isArray(value) ? value.with(Number(key), misspelt) : { ...value, [key]: misspelt };
      return [field, changed] as const;
    });
    return Array.isArray(value) ? deeper : [[key, Object.fromEntries([...others, [`${key}x`, inner]])], ...deeper];
  });
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
