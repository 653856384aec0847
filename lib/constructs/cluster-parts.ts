/**
 * The constructs of a chart with everything that one cluster needs, in their order.
 * @module
 */
import type { Construct } from 'constructs';
import type { ClusterPlan, ExternalServicePlan, Located, ServicePlan } from '../plan';
import { claim } from './claims';
import { EastWestGateway, gatewayObjects } from './east-west-gateway';
import { externalObjects, ExternalServiceEntry } from './external-service-entry';
import type { PlacedList } from './lazy-node';
import { MulticlusterRoute, routeObjects } from './multicluster-route';
import { asPlanned, PlannedObject, type RenderingList } from './planned-object';
import type { DeploymentFunctions } from './read-deployment';
import { remoteObjects, RemoteServiceEntry } from './remote-service-entry';
import { policyObjects, ServicePolicies } from './service-policies';
import { ServiceSubsets, subsetObjects } from './service-subsets';
import { VersionedService, workloadObjects } from './versioned-service';

/** A construct of the chart, and what it renders. */
export interface ClusterPart extends PlacedList {
  /** Makes it in the chart. */
  readonly make: (chart: Construct, plan: ClusterPlan) => unknown;
}

/** What the workloads of services render, as far as functions of the user are called before the constructs are made. */
type Workloads = ReadonlyMap<ServicePlan, RenderingList>;

/** Makes the workloads of all services. Messages name the constructs that they will be in. */
export function workloadsIn(
  chart: Located,
  plan: ClusterPlan,
  { container, deployment }: DeploymentFunctions,
): Workloads {
  const made = new Map<ServicePlan, RenderingList>();
  const { path } = chart.node;
  for (const each of plan.services) {
    const { service, workloads } = each;
    if (workloads === undefined) continue;
    const { id } = partsOfService(each);
    const located = { node: { id, path: `${path}/${id}` } };
    made.set(each, workloadObjects(located, { service, container, deployment }, plan, workloads));
  }
  return made;
}

/** The constructs of the chart. A construct whose workloads are not given makes them itself. */
export function partsOf(plan: ClusterPlan, functions: DeploymentFunctions, made: Workloads): readonly ClusterPart[] {
  return [
    ...plan.namespaces.map(namespacePart),
    ...plan.services.flatMap((each) => workloadsPart(each, functions, made.get(each))),
    ...plan.services.flatMap((each) => partsOfService(each).traffic),
    ...plan.externalServices.flatMap(externalPart),
    ...part('EastWestGateway', gatewayObjects(plan), (chart, id) => new EastWestGateway(chart, id, { plan })),
    ...plan.services.flatMap((each) => partsOfService(each).policies),
  ];
}

function namespacePart(namespace: ClusterPlan['namespaces'][number]): ClusterPart {
  const object = asPlanned(`Namespace-${namespace.metadata.name}`, namespace);
  return {
    below: '',
    objects: [object],
    make: (chart, plan) => {
      claim(chart, plan, [namespace]);
      return new PlannedObject(chart, object);
    },
  };
}

function workloadsPart(
  each: ServicePlan,
  { container, deployment }: DeploymentFunctions,
  objects: RenderingList | undefined,
): readonly ClusterPart[] {
  const { service, workloads } = each;
  if (workloads === undefined) return [];
  const { id } = partsOfService(each);
  const make: ClusterPart['make'] = (chart, plan) =>
    new VersionedService(chart, id, { service, plan, container, deployment }, objects);
  return [{ below: id, objects: objects ?? [], make }];
}

/** The constructs of a service that depend on nothing but its plan. */
interface ServiceParts {
  /** The start of the ids of its constructs. */
  readonly id: string;
  readonly traffic: readonly ClusterPart[];
  readonly policies: readonly ClusterPart[];
}

const known = new WeakMap<ServicePlan, ServiceParts>();

/** The constructs of a service, which clusters share as they share its plan. */
function partsOfService(each: ServicePlan): ServiceParts {
  const before = known.get(each);
  if (before !== undefined) return before;
  const { service, route } = each;
  const start = idOf(service);
  const parts: ServiceParts = {
    id: start,
    traffic: [
      ...part(
        `${start}:remote`,
        remoteObjects(each),
        (chart, id, plan) => new RemoteServiceEntry(chart, id, { service, plan }),
      ),
      ...part(
        `${start}:subsets`,
        subsetObjects(each),
        (chart, id, plan) => new ServiceSubsets(chart, id, { service, plan }),
      ),
      ...(route === undefined
        ? []
        : part(
            `${start}:route`,
            routeObjects(each),
            (chart, id, plan) => new MulticlusterRoute(chart, id, { route, plan }),
          )),
    ],
    policies: part(
      `${start}:policies`,
      policyObjects(each),
      (chart, id, plan) => new ServicePolicies(chart, id, { service, plan }),
    ),
  };
  known.set(each, parts);
  return parts;
}

function externalPart(each: ExternalServicePlan): readonly ClusterPart[] {
  const { service } = each;
  return part(
    `${idOf(service)}:external`,
    externalObjects(each),
    (chart, id, plan) => new ExternalServiceEntry(chart, id, { service, plan }),
  );
}

/** A construct, unless it has nothing to render. */
function part(
  id: string,
  objects: RenderingList,
  make: (chart: Construct, id: string, plan: ClusterPlan) => unknown,
): readonly ClusterPart[] {
  if (objects.length === 0) return [];
  return [{ below: id, objects, make: (chart, plan) => make(chart, id, plan) }];
}

function idOf({ name, namespace }: { readonly name: string; readonly namespace: string }): string {
  return `${name}.${namespace}`;
}
