/**
 * `npm run import:fetch`: renews the CRDs from Istio's API module, trimmed to what `cdk8s import` reads: the networking and
 * security kinds at v1, without prose. It needs Go, which verifies the module's checksum.
 * @module
 */
import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as YAML from 'yaml';

const MODULE = 'istio.io/api@v1.31.1';
const SOURCE = 'kubernetes/customresourcedefinitions.gen.yaml';
const GROUPS = ['networking.istio.io', 'security.istio.io'];

interface Version {
  readonly name: string;
  readonly schema: unknown;
}
interface CustomResourceDefinition {
  readonly metadata: { readonly name: string };
  readonly spec: { readonly group: string; readonly versions: readonly Version[] };
}

// outside any Go module, whose own requirements would be resolved first
const download = execFileSync('go', ['mod', 'download', '-json', MODULE], {
  encoding: 'utf8',
  cwd: fs.realpathSync('/'),
});
const { Dir: directory } = JSON.parse(download) as { readonly Dir: string };
const definitions: readonly CustomResourceDefinition[] = YAML.parseAllDocuments(
  fs.readFileSync(path.join(directory, SOURCE), 'utf8'),
)
  .map((document) => document.toJS() as CustomResourceDefinition | null)
  .filter((definition) => definition !== null);

for (const group of GROUPS) {
  const kinds = definitions.filter(({ spec }) => spec.group === group).flatMap(trim);
  const text = kinds.map((kind) => YAML.stringify(kind, { lineWidth: 0 })).join('---\n');
  fs.writeFileSync(path.join(__dirname, `${group}.yaml`), `# ${SOURCE} of ${MODULE}, trimmed by fetch.ts\n${text}`);
}

function trim({ metadata: { name }, spec }: CustomResourceDefinition): readonly object[] {
  const versions = spec.versions
    .filter((version) => version.name === 'v1')
    .map(({ schema, ...version }) => ({
      ...version,
      schema: withoutProse(schema),
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
