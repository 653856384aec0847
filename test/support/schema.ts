/**
 * Compiles the schemas of CRDs. They refuse unknown fields, which `kubectl apply` would drop.
 * @module
 */
import * as fs from 'node:fs';
import * as path from 'node:path';
import Ajv, { type ValidateFunction } from 'ajv';
import * as YAML from 'yaml';

interface CustomResourceDefinition {
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string };
    readonly versions: readonly { readonly name: string; readonly schema: { readonly openAPIV3Schema: object } }[];
  };
}

/** Makes a validator for the spec of each Istio kind, by `<group>/<version> <kind>`. */
export function istioSchemas(): ReadonlyMap<string, ValidateFunction> {
  return schemasIn(path.join(__dirname, '../../imports/crds'));
}

/** Makes a validator for the spec of each kind whose CRD is in a folder, by `<group>/<version> <kind>`. */
export function schemasIn(folder: string): ReadonlyMap<string, ValidateFunction> {
  const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
  return new Map(
    crdsIn(folder).flatMap(({ spec: { group, names, versions } }) =>
      versions.map(({ name, schema }) => {
        const { properties } = schema.openAPIV3Schema as { readonly properties: { readonly spec: unknown } };
        return [`${group}/${name} ${names.kind}`, ajv.compile(closed(properties.spec) as object)] as const;
      }),
    ),
  );
}

function crdsIn(folder: string): readonly CustomResourceDefinition[] {
  return fs
    .readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .flatMap((file) => YAML.parseAllDocuments(fs.readFileSync(path.join(folder, file), 'utf8')))
    .map((document) => document.toJS() as CustomResourceDefinition);
}

/** Returns the schema, but objects with listed properties allow no others. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const inner = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)]));
  return 'type' in inner && 'properties' in inner ? { additionalProperties: false, ...inner } : inner;
}
