/**
 * `npm run import:fetch`: renews the CRDs from the Go modules of their projects, without prose. It needs Go, which verifies the
 * checksums of modules. `cdk8s import` reads Istio's kinds. A test reads those of Argo CD and Flux.
 * @module
 */
import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as YAML from 'yaml';

/** Kinds of a project. */
interface Source {
  readonly module: string;
  /** The file in the module. */
  readonly file: string;
  readonly group: string;
  readonly version: string;
  /** Generators of an ApplicationSet that stay. Argo CD nests all of them in each other, which makes its CRD 1.4 MB. */
  readonly generators?: readonly string[];
}

const ISTIO = { module: 'istio.io/api@v1.31.1', file: 'kubernetes/customresourcedefinitions.gen.yaml', version: 'v1' };
const FLUX = 'config/crd/bases/';

const SOURCES: Readonly<Record<string, Source>> = {
  'imports/crds/networking.istio.io.yaml': { ...ISTIO, group: 'networking.istio.io' },
  'imports/crds/security.istio.io.yaml': { ...ISTIO, group: 'security.istio.io' },
  'test/docs/crds/argo-cd.yaml': {
    module: 'github.com/argoproj/argo-cd/v3@v3.5.7',
    file: 'manifests/crds/applicationset-crd.yaml',
    group: 'argoproj.io',
    version: 'v1alpha1',
    generators: ['clusters'],
  },
  'test/docs/crds/flux-kustomize.yaml': {
    module: 'github.com/fluxcd/kustomize-controller@v1.9.6',
    file: `${FLUX}kustomize.toolkit.fluxcd.io_kustomizations.yaml`,
    group: 'kustomize.toolkit.fluxcd.io',
    version: 'v1',
  },
  'test/docs/crds/flux-source.yaml': {
    module: 'github.com/fluxcd/source-controller@v1.9.6',
    file: `${FLUX}source.toolkit.fluxcd.io_gitrepositories.yaml`,
    group: 'source.toolkit.fluxcd.io',
    version: 'v1',
  },
};

interface Version {
  readonly name: string;
  readonly schema: unknown;
}
interface CustomResourceDefinition {
  readonly metadata: { readonly name: string };
  readonly spec: { readonly group: string; readonly versions: readonly Version[] };
}

/** The folder of a module. Go looks for it outside of any other module, whose own requirements would be resolved first. */
function download(module: string): string {
  const said = execFileSync('go', ['mod', 'download', '-json', module], {
    encoding: 'utf8',
    cwd: fs.realpathSync('/'),
  });
  return (JSON.parse(said) as { readonly Dir: string }).Dir;
}

function trim({ metadata: { name }, spec }: CustomResourceDefinition, source: Source): readonly object[] {
  const versions = spec.versions
    .filter((version) => version.name === source.version)
    .map(({ schema, ...version }) => ({
      ...version,
      schema: withoutProse(source.generators ? withGenerators(schema, source.generators) : schema),
      additionalPrinterColumns: undefined,
    }));
  if (versions.length === 0) return [];
  return [
    {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name },
      spec: { ...spec, versions },
    },
  ];
}

/** A schema without descriptions and CEL rules; a property that is called `description` is no text, and stays. */
function withoutProse(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withoutProse);
  if (typeof schema !== 'object' || schema === null) return schema;
  return Object.fromEntries(
    Object.entries(schema)
      .filter(
        ([key, value]) => key !== 'x-kubernetes-validations' && !(key === 'description' && typeof value === 'string'),
      )
      .map(([key, value]) => [key, withoutProse(value)]),
  );
}

/** The schema of an ApplicationSet with some of its generators, which have no templates of their own. */
function withGenerators(schema: unknown, generators: readonly string[]): unknown {
  return JSON.parse(JSON.stringify(schema), (key, value: unknown) => {
    if (key !== 'generators' || typeof value !== 'object' || value === null) return value;
    const { items } = value as { readonly items: { readonly properties: Readonly<Record<string, Generator>> } };
    const kept = generators.map((name) => {
      const { properties: { template, ...properties } = {}, ...generator } = items.properties[name] ?? {};
      return [name, { ...generator, properties }] as const;
    });
    return { ...value, items: { ...items, properties: Object.fromEntries(kept) } };
  });
}

interface Generator {
  readonly properties?: Readonly<Record<string, unknown>>;
}

for (const [target, source] of Object.entries(SOURCES)) {
  const text = fs.readFileSync(path.join(download(source.module), source.file), 'utf8');
  const kinds = YAML.parseAllDocuments(text)
    .map((document) => document.toJS() as CustomResourceDefinition | null)
    .flatMap((definition) => (definition?.spec.group === source.group ? trim(definition, source) : []));
  const heading = `# ${source.file} of ${source.module}, trimmed by fetch.ts\n`;
  const to = path.join(__dirname, '../..', target);
  fs.mkdirSync(path.dirname(to), { recursive: true });
  fs.writeFileSync(to, `${heading}${kinds.map((kind) => YAML.stringify(kind, { lineWidth: 0 })).join('---\n')}`);
}
