/**
 * Checks that what scales or watches a Deployment of the plan names one that exists.
 * @module
 */
import { type Finding, nearMiss } from '../../errors';
import { fields, lazily, type ManifestObject, text } from '../../manifests';
import { makeFinding, titleOf } from '../finding';
import { VERIFY } from '../messages';
import type { Written } from '../written';

/** Finds autoscalers whose Deployment is missing, but whose name nearly is that of a Deployment of the plan (MC133). */
export function checkTargets({ plan, planned, objects, own, cluster }: Written): readonly Finding[] {
  const there = lazily(() => new Set(objects.ofKind('Deployment').map(({ id }) => id)));
  return own.flatMap((object) => {
    const name = targetOf(object);
    const { namespace } = object;
    if (name === undefined || namespace === undefined) return [];
    const id = `Deployment.apps ${namespace}/${name}`;
    if (there().has(id) || planned.byId().has(id)) return [];
    const near = plan.services.filter(({ service }) => service.namespace === namespace);
    const known = near.flatMap(({ service, workloads }) =>
      (workloads?.deployments ?? []).map(({ resource }) => ({ service: service.name, name: resource.metadata.name })),
    );
    const meant =
      known.find(({ service }) => service === name)?.name ??
      nearMiss(
        name,
        known.map((each) => each.name),
      );
    if (meant === undefined) return [];
    const what = `${titleOf(object, cluster)} must name a Deployment that is there, but names "${name}".`;
    return [makeFinding(VERIFY.MC133, { what, got: name, meant }, object, cluster)];
  });
}

/** The name of the Deployment that an object is for. Autoscalers name it in `scaleTargetRef` or in `targetRef`. */
function targetOf({ kind: owner, json }: ManifestObject): string | undefined {
  if (!/Autoscaler$|^ScaledObject$/.test(owner)) return undefined;
  const spec = fields(json['spec']);
  const { kind = 'Deployment', name } = fields(spec['scaleTargetRef'] ?? spec['targetRef']);
  return kind === 'Deployment' ? text(name) : undefined;
}
