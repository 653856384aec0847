/**
 * Part of `npm run import`: writes the fields of Istio's kinds, with which traces find what Kubernetes would refuse, from the CRDs.
 * @module
 */
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as YAML from 'yaml';

const TARGET = path.join(__dirname, '../../lib/manifests/schema/istio-schema.ts');

const HEADING = `/**
 * The fields of Istio's kinds and their types, from the CRDs of Istio 1.31. \`npm run import\` writes this file.
 *
 * Each line is a type: its name, then its fields. \`[]\` is a list, and \`{}\` a map. Of the fields in
 * parentheses, an object has only one.
 * @module
 */
export const ISTIO_SCHEMA = \`
`;

interface Schema {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly additionalProperties?: Schema | boolean;
  readonly allOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly required?: readonly string[];
}
interface CustomResourceDefinition {
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string };
    readonly versions: readonly { readonly schema: { readonly openAPIV3Schema: Schema } }[];
  };
}

/** The types by name, each with its fields. Those that say the same have one name. */
class Types {
  private readonly fields = new Map<string, string>();
  private readonly names = new Map<string, string>();

  get text(): string {
    return [...this.fields]
      .map(([name, fields]) => `${name} ${fields}`.trim())
      .sort()
      .flatMap(lines)
      .join('\n');
  }

  /** Adds the spec of a kind, which keeps its name even if a part of another kind says the same. */
  addKind(name: string, spec: Schema): void {
    this.fields.set(name, this.textOf(spec));
  }

  /** Adds the type of an object. */
  private add(wanted: string, schema: Schema): string {
    const text = this.textOf(schema);
    const known = this.names.get(text);
    if (known !== undefined) return known;
    let name = wanted;
    for (let next = 2; this.fields.has(name); next++) name = `${wanted}${next}`;
    this.fields.set(name, text);
    this.names.set(text, name);
    return name;
  }

  private textOf(schema: Schema): string {
    const fields = Object.entries(schema.properties ?? {}).map(([key, inner]) => `${key}:${this.typeOf(key, inner)}`);
    return [...fields, ...alternatives(schema).map((each) => `(${each.join('|')})`)].join(' ');
  }

  private typeOf(key: string, schema: Schema): string {
    const { type, items, additionalProperties: values } = schema;
    if (schema.enum !== undefined) return schema.enum.join('|');
    if (type === 'array' && items !== undefined) return `${this.typeOf(key, items)}[]`;
    if (type === 'object' && typeof values === 'object') return `${this.typeOf(key, values)}{}`;
    if (type === 'object') return this.add(`${key.charAt(0).toUpperCase()}${key.slice(1)}`, schema);
    return type ?? 'any';
  }
}

/** The fields of which an object has only one. */
function alternatives({ oneOf = [], allOf = [] }: Schema): readonly (readonly string[])[] {
  const own = oneOf.flatMap(({ required = [] }) => required);
  return [...(own.length > 1 ? [own] : []), ...allOf.flatMap(alternatives)];
}

/** A text in lines that fit, of which all but the first are indented. */
function lines(text: string): readonly string[] {
  return (
    text.match(/^.{1,118}(?= |$)|(?<= ).{1,114}(?= |$)/g)?.map((line, index) => (index > 0 ? `  ${line}` : line)) ?? []
  );
}

/** The text of the file. */
export function istioSchema(): string {
  const types = new Types();
  for (const file of ['networking.istio.io.yaml', 'security.istio.io.yaml']) {
    for (const document of YAML.parseAllDocuments(fs.readFileSync(path.join(__dirname, file), 'utf8'))) {
      const { group, names, versions } = (document.toJS() as CustomResourceDefinition).spec;
      const spec = versions[0]?.schema.openAPIV3Schema.properties?.['spec'];
      if (spec !== undefined) types.addKind(`${names.kind}.${group}`, spec);
    }
  }
  return `${HEADING}${types.text}\n\`;\n`;
}

if (require.main === module) fs.writeFileSync(TARGET, istioSchema());
