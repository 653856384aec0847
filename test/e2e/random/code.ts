/**
 * Describes a drawn mesh to the library, by code that can be copied into a test.
 * @module
 */
import * as vm from 'node:vm';
import * as library from '../../../lib';
import { gatewayAddress, gatewayName } from '../lab/addresses';
import { CLUSTERS, type Comparison, type Described, type Port, PORTS, type Rule, SERVICE, type To } from './described';

const RETRIES = { attempts: 5, perTryTimeout: '1s', retryOn: 'idempotent' };

/** The code that describes a mesh. */
export function codeOf(described: Described): string {
  const { scheme, name, callers, versions, distribution, named, ports, rules, tcpRules } = described;
  const isOrder = typeof distribution !== 'string';
  const props = {
    namespace: name,
    ...portsOf(ports),
    distribution: isOrder ? { failover: distribution.map(cluster) } : distribution,
    versions: Object.fromEntries(Object.entries(versions).map(([version, places]) => [version, places.map(cluster)])),
  };
  const caller = { namespace: name, port: PORTS[0].number, versions: { v1: callers.map(cluster) } };
  return [
    `const mesh = new Mesh('${name}');`,
    ...CLUSTERS.map((number) => {
      const address = named.includes(number) ? gatewayName(number) : gatewayAddress(number, 'eastwest');
      const gateway = new Code(`GatewayAddress.parse('${address}')`);
      return `const cluster${number} = mesh.addCluster('cluster${number}', ${textOf({ gateway })});`;
    }),
    `const caller = mesh.addService('caller', ${textOf(caller)});`,
    `const ${SERVICE} = mesh.addService('${SERVICE}', ${textOf(props)});`,
    `caller.calls(${SERVICE});`,
    `${SERVICE}.addRoute([`,
    ...rules.map((rule) => `  ${textOf(ruleOf(rule, isOrder))},`),
    ']);',
    ...(tcpRules.length === 0
      ? []
      : [`${SERVICE}.addTcpRoute([${tcpRules.map((rule) => textOf(fromAndTo(rule))).join(', ')}]);`]),
    `const plan = mesh.plan(new ${scheme}({ vips: VipLedger.parse('') }));`,
  ].join('\n');
}

/** Plans a mesh by the code that describes it. */
export function planOf(described: Described): library.MeshPlan {
  const names = ['Mesh', 'GatewayAddress', 'StringMatch', 'VipLedger', described.scheme].join(', ');
  const body = `(({ ${names} }) => {\n${codeOf(described)}\nreturn plan;\n})`;
  const plan = vm.runInThisContext(body, { filename: 'test/e2e/random.ts' }) as (
    from: typeof library,
  ) => library.MeshPlan;
  return plan(library);
}

/** One HTTP port in the short form, or several ports. */
function portsOf(ports: readonly Port[]): object {
  const [first, ...others] = ports;
  if (first !== undefined && others.length === 0) return { port: first.number };
  const named = ports.map(({ number, protocol }) => [`port${number}`, { port: number, protocol }] as const);
  return { ports: Object.fromEntries(named) };
}

function fromAndTo({ from, to }: Pick<Rule, 'from' | 'to'>): object {
  return { ...(from && { from: from.map(cluster) }), ...(to && { to: to.map(target) }) };
}

function target({ cluster: pin, ...others }: Partial<To>): object {
  return { ...others, ...(pin !== undefined && { cluster: cluster(pin) }) };
}

function ruleOf({ from, match, to, mirrors, ...others }: Rule, isOrder: boolean): object {
  const isForwarded = others.redirect === undefined && others.directResponse === undefined;
  return {
    ...fromAndTo({ ...(from && { from }), ...(to && { to }) }),
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
    ...(mirrors && { mirrors: mirrors.map(target) }),
    ...(isForwarded && isOrder && { retries: RETRIES }),
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
