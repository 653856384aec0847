/**
 * Istio's CRD schemas, strict: a field that the schema does not have is an error, as `kubectl apply` would drop it.
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

/** A validator for each kind of Istio, by `<group>/<version> <kind>`. */
export function istioSchemas(): ReadonlyMap<string, ValidateFunction> {
  const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
  const folder = path.join(__dirname, '../../imports/crds');
  const crds = fs
    .readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .flatMap((file) => YAML.parseAllDocuments(fs.readFileSync(path.join(folder, file), 'utf8')))
    .map((document) => document.toJS() as CustomResourceDefinition);
  return new Map(
    crds.flatMap(({ spec: { group, names, versions } }) =>
      versions.map(({ name, schema }) => {
        const { properties } = schema.openAPIV3Schema as { readonly properties: { readonly spec: unknown } };
        return [`${group}/${name} ${names.kind}`, ajv.compile(closed(properties.spec) as object)] as const;
      }),
    ),
  );
}

/** The schema with every object closed that lists its properties. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const inner = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)]));
  return 'type' in inner && 'properties' in inner ? { additionalProperties: false, ...inner } : inner;
}
