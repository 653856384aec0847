/**
 * Which DestinationRule holds for a host, and what several rules for one host add up to.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/model/destination_rule.go
 * @module
 */
import { ALL_NAMESPACES, fullHost, hasLabels, type Labels, type Subset, type TrafficPolicy } from '../../istio';
import { destinationRuleSpec, type ManifestObject, once } from '../../manifests';
import { byAge } from './age';
import { ByHost, covers } from './hosts';
import type { MeshConfig } from './mesh-config';

/** A subset and the object that declares it. */
export interface DeclaredSubset extends Subset {
  readonly object: ManifestObject;
  /** Its index in the object. */
  readonly index: number;
}

/** What DestinationRules of a namespace say about a host. */
export interface HostRule {
  readonly objects: readonly ManifestObject[];
  readonly namespace: string;
  readonly trafficPolicy: TrafficPolicy | undefined;
  /** The object that has the policy. */
  readonly policyObject: ManifestObject;
  readonly subsets: readonly DeclaredSubset[];
  /** The labels of the callers that it holds for; undefined if it holds for all. */
  readonly callers: Labels | undefined;
  /** The namespaces that see it, as they are written. */
  readonly exportTo: ReadonlySet<string>;
}

/** Who asks for a rule. */
interface Asking {
  readonly namespace: string;
  readonly labels: Labels;
}

/** The rules of a namespace for a host. What they add up to is found out when someone asks. */
class Rules {
  private readonly objects: ManifestObject[] = [];
  private known: readonly HostRule[] | undefined;

  add(object: ManifestObject): void {
    this.objects.push(object);
  }

  merged(): readonly HostRule[] {
    return (this.known ??= this.objects.map(ruleOf).reduce<readonly HostRule[]>(added, []));
  }
}

/** Rules by namespace and host. */
class Pool {
  private readonly namespaces = new Map<string, ByHost<Rules>>();

  add(namespace: string, host: string, object: ManifestObject): void {
    const hosts = this.namespaces.get(namespace) ?? new ByHost<Rules>();
    this.namespaces.set(namespace, hosts);
    const rules = hosts.get(host) ?? new Rules();
    hosts.set(host, rules);
    rules.add(object);
  }

  find(namespace: string, host: string): readonly HostRule[] | undefined {
    return this.namespaces.get(namespace)?.find(host)?.merged();
  }
}

/** The DestinationRules of a cluster. */
export class DestinationRules {
  /** For callers in the namespace of the rule. */
  private readonly local = new Pool();
  /** For callers in other namespaces. */
  private readonly exported = new Pool();
  /** Of Istio's namespace, for callers there alone. */
  private readonly ofRoot = new Pool();

  private readonly root: string;
  /** Whether rules without `exportTo` count in their own namespace alone. Istio takes any other default for all namespaces. */
  private readonly isOwnByDefault: boolean;

  constructor(
    private readonly objects: readonly ManifestObject[],
    { rootNamespace, exportTo }: Pick<MeshConfig, 'rootNamespace' | 'exportTo'>,
  ) {
    this.root = rootNamespace;
    this.isOwnByDefault = exportTo.destinationRules.includes('.');
    const rules = byAge(objects);
    const isSelecting = (object: ManifestObject): boolean => destinationRuleSpec(object).workloadSelector !== undefined;
    for (const each of [...rules.filter(isSelecting), ...rules.filter((rule) => !isSelecting(rule))]) this.add(each);
  }

  /**
   * The rule for a host: of the caller's namespace, else of the service's, else the root namespace. The first namespace that has any
   * counts; namespaces do not add up.
   */
  find(host: string, serviceNamespace: string, caller: Asking): HostRule | undefined {
    const rules = this.candidates(host, serviceNamespace, caller.namespace);
    const ofCaller = rules.find(
      ({ callers, namespace }) =>
        callers !== undefined && namespace === caller.namespace && hasLabels(caller.labels, callers),
    );
    return ofCaller ?? rules.filter(({ callers }) => callers === undefined).at(-1);
  }

  /** A rule that declares a subset of a host, whomever it counts for. */
  declaring(host: string, subset: string): ManifestObject | undefined {
    return this.objects.find((object) => {
      const { subsets = [] } = destinationRuleSpec(object);
      return covers(scopeOf(object).host, host) && subsets.some(({ name }) => name === subset);
    });
  }

  private candidates(host: string, serviceNamespace: string, caller: string): readonly HostRule[] {
    const own = (caller === this.root ? this.ofRoot : this.local).find(caller, host);
    if (own !== undefined) return own;
    for (const namespace of [serviceNamespace, this.root]) {
      const found = this.exported.find(namespace, host) ?? [];
      const seen = found.filter(
        ({ exportTo }) => exportTo.size === 0 || exportTo.has(ALL_NAMESPACES) || exportTo.has(caller),
      );
      if (seen.length > 0) return seen;
    }
    return [];
  }

  private add(object: ManifestObject): void {
    const { namespace = '' } = object;
    const { host, exportTo } = scopeOf(object);
    const isOwn = exportTo.has('.') || exportTo.has(namespace);
    if (isOwn || exportTo.size === 0 || exportTo.has(ALL_NAMESPACES)) this.local.add(namespace, host, object);
    const isOwnAlone = exportTo.size === 0 ? this.isOwnByDefault : isOwn && exportTo.size === 1;
    if (!isOwnAlone) this.exported.add(namespace, host, object);
    else if (namespace === this.root) this.ofRoot.add(namespace, host, object);
  }
}

/** What a rule is for. */
const scopeOf = once((object) => {
  const { host, exportTo = [], workloadSelector } = destinationRuleSpec(object);
  return {
    host: fullHost(host, object.namespace ?? ''),
    exportTo: new Set(workloadSelector === undefined ? exportTo : ['.']),
  };
});

function ruleOf(object: ManifestObject): HostRule {
  const { trafficPolicy, subsets = [], workloadSelector } = destinationRuleSpec(object);
  return {
    objects: [object],
    namespace: object.namespace ?? '',
    trafficPolicy,
    policyObject: object,
    subsets: subsets.map((subset, index) => ({ ...subset, object, index })),
    callers: workloadSelector === undefined ? undefined : (workloadSelector.matchLabels ?? {}),
    exportTo: scopeOf(object).exportTo,
  };
}

/**
 * Adds a rule to older ones for the same host. It becomes one with each that is exported to the same namespaces, or to some of
 * its own, and holds for the same callers.
 */
function added(older: readonly HostRule[], rule: HostRule): readonly HostRule[] {
  const rules: HostRule[] = [];
  let isSeparate = true;
  for (const each of older) {
    const isEqual = each.exportTo.size === rule.exportTo.size && isWithin(each.exportTo, rule.exportTo);
    const isWider = each.exportTo.size > 0 && isWithin(each.exportTo, rule.exportTo);
    const isForSame = isSame(each.callers, rule.callers);
    const isForOthers = each.callers !== undefined && rule.callers !== undefined && !isForSame;
    const isMerged = (isEqual || isWider) && !isForOthers;
    // the last of the older rules decides
    isSeparate = isMerged ? !isEqual && !isForSame : true;
    rules.push(isMerged ? merge(each, rule) : each);
  }
  return isSeparate ? [...rules, rule] : rules;
}

/** Two rules as one: the older one's policy, if it has any, and the subsets of both, by the first of each name. */
function merge(older: HostRule, rule: HostRule): HostRule {
  const names = new Set(older.subsets.map(({ name }) => name));
  const takesPolicy = older.trafficPolicy === undefined && rule.trafficPolicy !== undefined;
  return {
    ...older,
    objects: [...older.objects, ...rule.objects],
    subsets: [...older.subsets, ...rule.subsets.filter(({ name }) => !names.has(name))],
    ...(takesPolicy && { trafficPolicy: rule.trafficPolicy, policyObject: rule.policyObject }),
  };
}

function isWithin(some: ReadonlySet<string>, all: ReadonlySet<string>): boolean {
  return [...some].every((each) => all.has(each));
}

function isSame(one: Labels | undefined, other: Labels | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  return hasLabels(one, other) && hasLabels(other, one);
}
