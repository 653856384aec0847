/**
 * Checks what VirtualServices of users refer to: rules to which they delegate, and subsets.
 * @module
 */
import { type Finding, type IssueDetail, listText, nearMiss } from '../../errors';
import { isEmpty, type Resource, viewersOf, ALL_NAMESPACES } from '../../istio';
import { fields, items, text, type DelegateName, type VirtualServiceObject, virtualServicesIn } from '../../manifests';
import type { ClusterPlan } from '../../plan';
import { makeFinding, titleOf } from '../finding';
import { VERIFY } from '../messages';
import type { Written } from '../written';

/** Finds rules to which VirtualServices of users delegate in vain (MC146, MC147), and subsets that do not exist (MC148). */
export function checkReferences(written: Written): readonly Finding[] {
  return virtualServicesIn(written.own).flatMap((object) => [
    ...object.delegates.flatMap((delegate) => checkDelegate(written, object, delegate)),
    ...checkSubsets(written, object),
  ]);
}

function checkDelegate(
  written: Written,
  object: VirtualServiceObject,
  { name, namespace }: DelegateName,
): readonly Finding[] {
  const { planned, objects, cluster } = written;
  const id = idOf(namespace, name);
  const delegate = planned.byId().get(id);
  if (delegate === undefined) return objects.byId().has(id) ? [] : checkUnknown(written, object, { name, namespace });
  const spec = specOf(delegate);
  if (spec['hosts'] !== undefined) {
    const ingress = `${name}-ingress`;
    const meant = planned.byId().has(idOf(namespace, ingress)) ? ingress : undefined;
    const what = `${titleOf(object, cluster)} must delegate to a VirtualService without hosts, but ${id} has hosts.`;
    return [makeFinding(VERIFY.MC146, { what, got: name, meant }, object, cluster)];
  }
  const viewers = viewersOf(
    items(spec['exportTo']).flatMap((each) => text(each) ?? []),
    namespace,
  );
  if (viewers === ALL_NAMESPACES || viewers.has(object.namespace)) return [];
  const seen = isEmpty(viewers) ? 'no namespace' : `only ${[...viewers].join(', ')}`;
  const what = `${titleOf(object, cluster)} must see ${id}, to which it delegates, but ${seen} sees it.`;
  return [makeFinding(VERIFY.MC147, { what, got: object.namespace }, object, cluster)];
}

/** A VirtualService that neither the plan nor the app has. It may come from elsewhere, unless its name means a service. */
function checkUnknown(written: Written, object: VirtualServiceObject, delegate: DelegateName): readonly Finding[] {
  const { cluster } = written;
  const { name, namespace } = delegate;
  const detail = remedyOf(written, object, delegate);
  if (detail === undefined) return [];
  const what = `${titleOf(object, cluster)} must delegate to rules that the plan has, but it has no VirtualService ${namespace}/${name}.`;
  return [makeFinding(VERIFY.MC146, { what, got: name, ...detail }, object, cluster)];
}

/** What is probably meant by a VirtualService that does not exist; undefined if it means no service of the plan. */
function remedyOf(
  { plan }: Written,
  object: VirtualServiceObject,
  { name, namespace }: DelegateName,
): Pick<IssueDetail, 'meant' | 'fix'> | undefined {
  const near = plan.services.filter(({ service }) => service.namespace === namespace);
  const called = near.find(({ service }) => name === `${service.name}-ingress` || name === service.name)?.service.name;
  if (called !== undefined)
    return {
      fix: `Send the requests to the Service "${called}", or declare that an ingress gateway in the cluster calls it.`,
    };
  const ingress = plan.services.flatMap(({ ingressVirtualService }) => ingressVirtualService?.metadata ?? []);
  const others = ingress.flatMap((each) => (each.name === name ? (each.namespace ?? []) : []));
  if (others.length > 0 && isMistaken(plan, object, namespace, others))
    return { fix: `Write namespace: ${listText(others.toSorted(), 'or')}.` };
  const known = ingress.filter((each) => each.namespace === namespace).map((each) => each.name);
  const meant = nearMiss(name, known);
  return meant === undefined ? undefined : { meant };
}

/** Whether a namespace is meant to be one of `others`. If it is none of the mesh, others may have rules of this name there. */
function isMistaken(
  { services }: ClusterPlan,
  object: VirtualServiceObject,
  namespace: string,
  others: readonly string[],
): boolean {
  // without a namespace, Istio looks in that of the object
  if (namespace === object.namespace || nearMiss(namespace, others) !== undefined) return true;
  return services.some(({ service }) => service.namespace === namespace || service.name === namespace);
}

function checkSubsets({ planned, cluster }: Written, object: VirtualServiceObject): readonly Finding[] {
  const named = new Map(object.destinations.map((each) => [`${each.host} ${each.subset ?? ''}`, each]));
  return [...named.values()].flatMap(({ host, subset }) => {
    const rule = planned.rules().get(host);
    if (rule === undefined || subset === undefined) return [];
    const subsets = items(specOf(rule)['subsets']).flatMap((each) => text(fields(each)['name']) ?? []);
    if (subsets.includes(subset)) return [];
    const what = `${titleOf(object, cluster)} must send requests to a subset that host "${host}" has, but names "${subset}".`;
    return [makeFinding(VERIFY.MC148, { what, got: subset, meant: nearMiss(subset, subsets) }, object, cluster)];
  });
}

function idOf(namespace: string, name: string): string {
  return `VirtualService.networking.istio.io ${namespace}/${name}`;
}

function specOf(resource: Resource): ReturnType<typeof fields> {
  return fields(fields({ ...resource })['spec']);
}
