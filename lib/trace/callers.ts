/**
 * Finds who sends a request.
 * @module
 */
import * as path from 'node:path';
import { CallSite, ConfigError, type ConfigIssue, issue, joinWords, nearMiss, valueText } from '../errors';
import type { ManifestObject } from '../manifests';
import { clustersText } from './facts';
import { gatewayFor } from './gateway/selected';
import { TRACES } from './messages';
import type { Gateway } from './model/gateways';
import type { Workload } from './model/workload';
import type { Site } from './site';
import type { Sender } from './upstream/connection';

/** The ingress gateway of a cluster, whatever its name. */
const INGRESS = 'ingress';

/** The name of the ingress gateway that Istio's installation brings, and that manifests may lack. */
const INGRESS_GATEWAY = 'istio-ingressgateway';

/** Who sends a request. */
export interface Caller {
  readonly sender: Sender;
  /** Whether it is a gateway that lets requests from outside of the mesh in. */
  readonly isIngress: boolean;
  /** Its object; undefined for such a gateway. */
  readonly object: ManifestObject | undefined;
}

/**
 * The caller that a name stands for: an ingress gateway (`cluster1/ingress`, or `ingress` if only one cluster has one), or the workload with this name, this `app` label, or a Service of this
 * name.
 *
 * @throws ConfigError if there is no such workload or it is assumed to be gone (MC210), or there are several (MC211)
 */
export function callerNamed(from: string, sites: ReadonlyMap<string, Site>): Caller {
  if (from.split('/').length > 3) throw fault(longCaller(from));
  const name = from === INGRESS ? onlyIngress(sites) : from;
  const ingress = ingressNamed(name, sites);
  if (ingress !== undefined) return { sender: ingress, isIngress: true, object: undefined };
  const { workload, site } = workloadNamed(name, sites);
  return { sender: site.sidecarOf(workload), isIngress: false, object: workload.object };
}

function workloadNamed(
  from: string,
  sites: ReadonlyMap<string, Site>,
): { readonly workload: Workload; readonly site: Site } {
  const [cluster = '', ...rest] = from.split('/');
  if (rest.length === 0) throw fault(halfCaller(from, [...sites.keys()]));
  const site = sites.get(cluster);
  if (site === undefined) throw fault(unknownCluster(from, cluster, sites));
  const name = rest.at(-1) ?? '';
  const namespace = rest.length > 1 ? rest[0] : undefined;
  const isThere = (each: Workload): boolean => namespace === undefined || each.namespace === namespace;
  const named = site.workloadsNamed(name).filter(isThere);
  const [first, ...others] = withoutRepeated(named.filter((each) => !site.cluster.down.has(each)));
  if (first === undefined && (named.length > 0 || isIngress(rest))) throw fault(goneCaller(from));
  if (first === undefined) throw fault(unknownCaller(from, cluster, name, site.cluster.workloads.filter(isThere)));
  if (others.length > 0) throw fault(severalWorkloads(from, [first, ...others]));
  return { workload: first, site };
}

/** Of workloads whose object stands twice in the manifests, the last, which kubectl leaves in the cluster. */
function withoutRepeated(found: readonly Workload[]): readonly Workload[] {
  return [...new Map(found.map((each) => [each.object.id, each])).values()];
}

/**
 * The gateway that a caller stands for: `cluster1/ingress`, or Pods that a Gateway is for. Undefined if it stands for another
 * workload, or is assumed to be gone.
 */
export function ingressNamed(from: string, sites: ReadonlyMap<string, Site>): Sender | undefined {
  const [cluster = '', ...rest] = from.split('/');
  const site = sites.get(cluster);
  if (site === undefined) return undefined;
  const [named, other] = site.workloadsNamed(rest.at(-1) ?? '');
  if (named === undefined) {
    if (!isIngress(rest)) return undefined;
    const gateway = gatewayFor(site.cluster.gateways.filter(lets), { istio: 'ingressgateway' }, site);
    return site.cluster.down.hasProxy(gateway) ? undefined : site.senderOf(gateway);
  }
  const isIngressGateway = named.isGateway && site.cluster.gatewaysFor(named.labels).some(lets);
  if (other !== undefined || !isIngressGateway || site.cluster.down.has(named)) return undefined;
  return site.gatewayOf(named);
}

/** The ingress gateway of the only cluster that has one. */
function onlyIngress(sites: ReadonlyMap<string, Site>): string {
  const all = [...sites.values()].filter(({ cluster }) => cluster.gateways.some(lets));
  const names = all.map(({ cluster }) => `${cluster.name}/${INGRESS}`);
  const [only, ...others] = names;
  if (only !== undefined && others.length === 0) return only;
  if (only !== undefined) throw fault(severalCallers(INGRESS, names));
  const what =
    'The caller "ingress" must be an ingress gateway, but no Gateway lets requests from outside of the mesh in.';
  throw fault(
    issue(TRACES.MC210, { what, fix: 'Apply a Gateway, or ask for a workload.', got: INGRESS }, CallSite.here()),
  );
}

/** Whether a Gateway lets requests from outside of the mesh in. */
function lets({ spec: { servers = [] } }: Gateway): boolean {
  return servers.some(({ tls }) => tls?.mode !== 'AUTO_PASSTHROUGH');
}

/** Whether the name of a caller, without its cluster, is that of the ingress gateway. */
function isIngress([name = '', ...rest]: readonly string[]): boolean {
  return rest.length === 0 && (name === INGRESS || name === INGRESS_GATEWAY);
}

function fault(found: ConfigIssue): ConfigError {
  return new ConfigError([found]);
}

function halfCaller(from: string, known: readonly string[]): ConfigIssue {
  const what = `The caller must be a cluster and a workload with a slash between them, but is ${valueText(from)}.`;
  const [first = ''] = known;
  const fix = known.includes(from)
    ? undefined
    : `Write the cluster first, such as ${first}/${from}. ${clustersText(known)}`;
  return issue(TRACES.MC210, { what, fix, got: from }, CallSite.here());
}

function longCaller(from: string): ConfigIssue {
  const what = `The caller must be a cluster, a namespace if it is needed, and a workload, but "${from}" has more parts.`;
  return issue(TRACES.MC210, { what, got: from }, CallSite.here());
}

function unknownCluster(from: string, cluster: string, sites: ReadonlyMap<string, Site>): ConfigIssue {
  const known = [...sites.keys()];
  const what = `The caller "${from}" must be in one of the clusters, but there is no cluster "${cluster}".`;
  const files = filesOf(sites.values());
  const isFile = files.some((file) => path.basename(file).split('.')[0] === cluster);
  const instead = isFile
    ? ` To make each file a cluster, give the files in place of their folder: ${files.join(' ')}`
    : '';
  const fix = `${clustersText(known)}${instead}`;
  return issue(TRACES.MC210, { what, fix, got: from, meant: nearMiss(cluster, known) }, CallSite.here());
}

/** The files that objects come from. */
function filesOf(sites: Iterable<Site>): readonly string[] {
  const objects = [...sites].flatMap(({ cluster }) => cluster.objects);
  return [...new Set(objects.flatMap(({ source }) => source?.file ?? []))];
}

function unknownCaller(from: string, cluster: string, name: string, all: readonly Workload[]): ConfigIssue {
  const known = all.flatMap((each) => [each.name, each.labels['app'] ?? each.name]);
  const what = `The caller "${from}" must be a workload of cluster "${cluster}", but no workload there has this name.`;
  return issue(TRACES.MC210, { what, got: from, meant: nearMiss(name, [...new Set(known)]) }, CallSite.here());
}

function goneCaller(from: string): ConfigIssue {
  const what = `The caller "${from}" must be there, but is assumed to be gone.`;
  return issue(
    TRACES.MC210,
    { what, fix: 'Ask for another caller, or do not leave this one out.', got: from },
    CallSite.here(),
  );
}

function fullName({ cluster, namespace, name }: Workload): string {
  return `${cluster}/${namespace}/${name}`;
}

function severalWorkloads(from: string, found: readonly Workload[]): ConfigIssue {
  const names = found.map(fullName);
  if (new Set(names).size === names.length) return severalCallers(from, names);
  const fix = 'Give one of them another name, because a trace finds workloads by their names.';
  return severalCallers(
    from,
    found.map(({ object }) => object.id),
    fix,
  );
}

function severalCallers(from: string, names: readonly string[], fix?: string): ConfigIssue {
  const what = `The caller "${from}" must be one workload or gateway, but it may be ${joinWords(names, 'or')}.`;
  return issue(TRACES.MC211, { what, fix, got: from }, CallSite.here());
}
