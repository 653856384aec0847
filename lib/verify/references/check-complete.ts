/**
 * Checks that what belongs together is written as a whole, by any app of the cluster.
 * @module
 */
import type { Finding } from '../../errors';
import { resourceId } from '../../istio';
import { MeshService } from '../../mesh';
import { sourceOf } from '../../plan';
import { makeFinding } from '../finding';
import { VERIFY } from '../messages';
import type { Group, PlannedObjects } from '../planned-objects';
import type { Written } from '../written';
import { fixFor } from './fix';
import { type Need, needsOfPods, needsOfRoutes } from './needs';

/** A group of objects that must be written because another object is, and why, as a clause about that object. */
interface Wanted {
  readonly group: Group;
  readonly by: string | undefined;
  readonly why: string;
}

/**
 * Finds objects of the plan that are missing although others that belong to them are written (MC149). Something of a service
 * calls for everything of it, for its Namespace, and for the Gateway if other clusters call it.
 * @param isElsewhere whether another app writes an object into the cluster; undefined if that is not known. Then only what
 * routes send requests to must be there
 */
export function checkComplete(written: Written, isElsewhere?: (id: string) => boolean): readonly Finding[] {
  const { missing, planned, objects, cluster } = written;
  if (missing.ids.size === 0) return [];
  const wanted = planned.services().flatMap((service) => wantedBy(written, service, isElsewhere !== undefined));
  const externals = isElsewhere === undefined ? [] : wantedExternals(written);
  const reported = new Set<string>();
  return [...wanted, ...externals].flatMap(({ group, by, why }) => {
    const object = by === undefined ? undefined : objects.byId().get(by);
    const [id] = group;
    if (object === undefined || id === undefined || group.some((each) => reported.has(each))) return [];
    // a part of a group is reported as such, and so is an object with another name
    const isThere = (each: string): boolean => !missing.ids.has(each) || missing.renamed.has(each);
    if (group.some((each) => isThere(each) || isElsewhere?.(each) === true)) return [];
    for (const each of group) reported.add(each);
    const what = `${id} must be written into cluster "${cluster.name}" too, because ${object.id} ${why}, but is missing.`;
    const fix = fixFor(planned.byId().get(id), planned);
    return [makeFinding(VERIFY.MC149, { what, fix }, { id, at: object.at }, cluster)];
  });
}

/** What must be written because something of a service is. What certainly needs a group says so better than the others. */
function wantedBy(
  written: Written,
  { plan, groups }: ReturnType<PlannedObjects['services']>[number],
  isWhole: boolean,
): readonly Wanted[] {
  const { name, namespace } = plan.service;
  const certain = [...needsOfRoutes(plan), ...(isWhole ? needsOfPods(written, plan) : [])].flatMap(
    ({ by, wanted, why }: Need) => {
      const id = wanted === undefined ? '' : resourceId(wanted);
      // the object that is needed comes first, because messages name it
      const group = groups.find((each) => each.includes(id))?.toSorted((one) => (one === id ? -1 : 0));
      return wanted === undefined ? [] : [{ group: group ?? [id], by: by && resourceId(by), why }];
    },
  );
  if (!isWhole) return certain;
  const by = firstOf(written, [...groups.flat(), `Service ${namespace}/${name}`]);
  const { gateway } = written.plan;
  const space = `Namespace ${namespace}`;
  return [
    ...certain,
    ...groups.map((group) => ({ group, by, why: 'is of the same service' })),
    { group: written.planned.byId().has(space) ? [space] : [], by, why: 'is in it' },
    {
      group: plan.exposed && gateway !== undefined ? [resourceId(gateway)] : [],
      by,
      why: 'is of a service that other clusters call',
    },
  ];
}

/** What callers of services outside of the mesh need. */
function wantedExternals(written: Written): readonly Wanted[] {
  const { plan, planned, cluster, missing } = written;
  const calls = sourceOf(plan)?.description.externalCalls ?? [];
  const left = planned.externals().filter(({ group }) => group.some((id) => missing.ids.has(id)));
  return left.flatMap(({ service, group }) => {
    const here = calls.filter(({ callee, clusters }) => callee === service && clusters.includes(cluster));
    const callers = new Set(here.map(({ caller }) => caller));
    // others create the workloads that are no services, so anything of the mesh stands for them
    const isForOthers = [...callers].some((caller) => !(caller instanceof MeshService));
    const ids = isForOthers
      ? planned.byId().keys()
      : planned
          .services()
          .filter((each) => callers.has(each.plan.service))
          .flatMap(({ groups }) => groups.flat());
    const by = firstOf(written, ids);
    return [{ group, by, why: isForOthers ? 'is of the same mesh' : 'is of a service that calls it' }];
  });
}

/** The first of some objects that is written. */
function firstOf({ objects }: Written, ids: Iterable<string>): string | undefined {
  for (const id of ids) if (objects.byId().has(id)) return id;
  return undefined;
}
