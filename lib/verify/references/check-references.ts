/**
 * Checks what VirtualServices of users refer to: rules to which they delegate, and subsets.
 * @module
 */
import { type Finding, nearMiss } from '../../errors';
import { isEmpty, type Resource, viewersOf, ALL_NAMESPACES } from '../../istio';
import { fields, items, text, type DelegateName, type VirtualServiceObject } from '../../manifests';
import { makeFinding, titleOf } from '../finding';
import { VERIFY } from '../messages';
import type { Written } from '../written';

/** Finds rules to which VirtualServices of users delegate in vain (MC146, MC147), and subsets that do not exist (MC148). */
export function checkReferences(written: Written): readonly Finding[] {
  const users = written.objects.virtualServices.filter(({ id }) => !written.planned.byId.has(id));
  return users.flatMap((object) => [
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
  const delegate = planned.byId.get(id);
  if (delegate === undefined) return objects.byId.has(id) ? [] : checkUnknown(written, object, { name, namespace });
  const spec = specOf(delegate);
  if (spec['hosts'] !== undefined) {
    const ingress = `${name}-ingress`;
    const meant = planned.byId.has(idOf(namespace, ingress)) ? ingress : undefined;
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
function checkUnknown(
  { plan, planned, cluster }: Written,
  object: VirtualServiceObject,
  { name, namespace }: DelegateName,
): readonly Finding[] {
  const near = plan.services.filter(({ service }) => service.namespace === namespace);
  const known = near.flatMap(({ ingressVirtualService }) => ingressVirtualService?.metadata.name ?? []);
  const service = near.find((each) => name === `${each.service.name}-ingress` || name === each.service.name)?.service;
  const meant =
    service === undefined
      ? nearMiss(
          name,
          known.filter((each) => planned.byId.has(idOf(namespace, each))),
        )
      : undefined;
  if (meant === undefined && service === undefined) return [];
  const what = `${titleOf(object, cluster)} must delegate to rules that the plan has, but it has no VirtualService ${namespace}/${name}.`;
  const fix =
    service === undefined
      ? undefined
      : `Send the requests to the Service "${service.name}", or declare that an ingress gateway in the cluster calls it.`;
  return [makeFinding(VERIFY.MC146, { what, got: name, meant, fix }, object, cluster)];
}

function checkSubsets({ planned, cluster }: Written, object: VirtualServiceObject): readonly Finding[] {
  const named = new Map(object.destinations.map((each) => [`${each.host} ${each.subset ?? ''}`, each]));
  return [...named.values()].flatMap(({ host, subset }) => {
    const rule = planned.rules.get(host);
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
