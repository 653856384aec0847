/**
 * Checks that callers see the Services of the mesh, and reach their versions.
 * @module
 */
import { type Finding, listText, valueText } from '../../errors';
import { ALL_NAMESPACES, ISTIO_NAMESPACE, serviceHost, viewersOf } from '../../istio';
import { fields, isExternalName, labels, metadataOf, text } from '../../manifests';
import type { ServicePlan } from '../../plan';
import { destinationsIn } from '../destinations';
import { makeFinding, titleOf } from '../finding';
import type { Member } from '../members';
import { VERIFY } from '../messages';
import type { Written } from '../written';

/** Hides a Service from namespaces, as `exportTo` does for objects of Istio. */
const EXPORT_TO = 'networking.istio.io/exportTo';

/** Finds Services that their callers do not see (MC143), whose versions they cannot tell apart (MC144), or that are none (MC152). */
export function checkServices(written: Written): readonly Finding[] {
  return written
    .suspects()
    .flatMap((member) => [
      ...checkVisible(written, member),
      ...checkHeadless(written, member),
      ...checkExternalName(written, member),
    ]);
}

function checkVisible({ plan, planned, cluster }: Written, { plan: each, service }: Member): readonly Finding[] {
  const value = labels(metadataOf(service)['annotations'])[EXPORT_TO];
  // Istio ignores an empty one
  if (value === undefined || value === '') return [];
  const { namespace = '' } = service;
  const viewers = viewersOf(
    value.split(',').map((name) => name.trim()),
    namespace,
  );
  if (viewers === ALL_NAMESPACES) return [];
  const callers = each.callers?.map((caller) => caller.namespace) ?? [...planned.namespaces()];
  const gateway = each.exposed ? [plan.gateway?.metadata.namespace ?? ISTIO_NAMESPACE] : [];
  const blind = [...new Set([...callers, ...gateway])].filter((name) => !viewers.has(name));
  if (blind.length === 0) return [];
  const what = `${titleOf(service, cluster)} must be visible in ${blind.length === 1 ? 'namespace' : 'namespaces'} ${listText(blind)}, from which requests come, but its annotation "${EXPORT_TO}" is ${valueText(value)}.`;
  return [makeFinding(VERIFY.MC143, { what, got: value }, service, cluster)];
}

function checkHeadless({ cluster, ownById }: Written, { plan, service }: Member): readonly Finding[] {
  // for a planned Service, it is a change
  const isHeadless = text(fields(service.json['spec'])['clusterIP']) === 'None' && ownById.has(service.id);
  if (!isHeadless || !namesVersions(plan)) return [];
  const what = `${titleOf(service, cluster)} must have a ClusterIP, because rules for callers there name its versions, but is headless.`;
  return [makeFinding(VERIFY.MC144, { what, got: 'None' }, service, cluster)];
}

function checkExternalName({ cluster, ownById }: Written, { service }: Member): readonly Finding[] {
  // for a planned Service, it is a change
  if (!isExternalName(service) || !ownById.has(service.id)) return [];
  const what = `${titleOf(service, cluster)} must select the Pods of its service, but is of type ExternalName.`;
  return [makeFinding(VERIFY.MC152, { what, got: 'ExternalName' }, service, cluster)];
}

/** Whether rules for callers send requests to versions of the Service, or connections anywhere. */
function namesVersions({ service, virtualService, ingressVirtualService }: ServicePlan): boolean {
  const host = serviceHost(service);
  return [virtualService, ingressVirtualService].some((each) => {
    const { tls = [], tcp = [] } = each?.spec ?? {};
    return tls.length + tcp.length > 0 || destinationsIn(each).some((destination) => destination.host === host);
  });
}
