/**
 * Describes a drawn mesh to the library, by code that can be copied into a test.
 * @module
 */
import * as vm from 'node:vm';
import * as library from '../../../lib';
import { gatewayAddress } from '../lab/addresses';
import { CLUSTERS, type Comparison, type Described, PORT, type Rule, SERVICE } from './described';

const RETRIES = { attempts: 5, perTryTimeout: '1s', retryOn: 'idempotent' };

/** The code that describes a mesh. */
export function codeOf({ name, callers, versions, distribution, rules }: Described): string {
  const isOrder = typeof distribution !== 'string';
  const props = {
    namespace: name,
    port: PORT,
    distribution: isOrder ? { failover: distribution.map(cluster) } : distribution,
    versions: Object.fromEntries(Object.entries(versions).map(([version, places]) => [version, places.map(cluster)])),
  };
  const caller = { namespace: name, port: PORT, versions: { v1: callers.map(cluster) } };
  return [
    `const mesh = new Mesh('${name}');`,
    ...CLUSTERS.map((number) => {
      const gateway = new Code(`GatewayAddress.parse('${gatewayAddress(number, 'eastwest')}')`);
      return `const cluster${number} = mesh.addCluster('cluster${number}', ${textOf({ gateway })});`;
    }),
    `const caller = mesh.addService('caller', ${textOf(caller)});`,
    `const ${SERVICE} = mesh.addService('${SERVICE}', ${textOf(props)});`,
    `caller.calls(${SERVICE});`,
    `${SERVICE}.addRoute([`,
    ...rules.map((rule) => `  ${textOf(ruleOf(rule, isOrder))},`),
    ']);',
  ].join('\n');
}

/** The name of a scheme's class. */
export type SchemeName = 'SniAddressing' | 'EndpointDiscovery';

/** Plans a mesh by the code that describes it. */
export function planOf(described: Described, scheme: SchemeName): library.MeshPlan {
  const names = ['Mesh', 'GatewayAddress', 'StringMatch', scheme].join(', ');
  const body = `(({ ${names} }) => {\n${codeOf(described)}\nreturn mesh.plan(new ${scheme}());\n})`;
  const plan = vm.runInThisContext(body, { filename: 'test/e2e/random.ts' }) as (
    from: typeof library,
  ) => library.MeshPlan;
  return plan(library);
}

function ruleOf({ from, match, to, ...others }: Rule, isOrder: boolean): object {
  return {
    ...(from && { from: from.map(cluster) }),
    ...(match && {
      match: match.map(({ uri, method, headers, withoutHeaders, queryParams, ...flags }) => ({
        ...flags,
        ...(uri && { uri: comparison(uri) }),
        ...(method && { method: comparison(method) }),
        ...(headers && { headers: comparisons(headers) }),
        ...(withoutHeaders && { withoutHeaders: comparisons(withoutHeaders) }),
        ...(queryParams && { queryParams: comparisons(queryParams) }),
      })),
    }),
    ...(to && {
      to: to.map(({ cluster: pin, ...target }) => ({ ...target, ...(pin !== undefined && { cluster: cluster(pin) }) })),
      ...(isOrder && { retries: RETRIES }),
    }),
    ...others,
  };
}

/** A piece of code in place of a value. */
class Code {
  constructor(readonly text: string) {}
}

function cluster(number: number): Code {
  return new Code(`cluster${number}`);
}

function comparison(given: Comparison): Code {
  return new Code(`StringMatch.${given.kind}(${given.kind === 'present' ? '' : textOf(given.text)})`);
}

function comparisons(given: Readonly<Record<string, Comparison>>): Readonly<Record<string, Code>> {
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, comparison(value)]));
}

/** A value as code. */
function textOf(value: unknown): string {
  if (value instanceof Code) return value.text;
  if (Array.isArray(value)) return `[${value.map(textOf).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).map(([key, inner]) => `${key}: ${textOf(inner)}`);
  return `{ ${entries.join(', ')} }`;
}
