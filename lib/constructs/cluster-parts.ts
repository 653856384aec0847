/**
 * The constructs of a chart with everything that one cluster needs, in their order.
 * @module
 */
import type { Construct } from 'constructs';
import type { ClusterPlan, Located, ServicePlan } from '../plan';
import { claim } from './claims';
import { EastWestGateway, gatewayObjects } from './east-west-gateway';
import { externalObjects, ExternalServiceEntry } from './external-service-entry';
import { MulticlusterRoute, routeObjects } from './multicluster-route';
import { asPlanned, PlannedObject, type Rendering } from './planned-object';
import type { DeploymentFunctions } from './read-deployment';
import { remoteObjects, RemoteServiceEntry } from './remote-service-entry';
import { policyObjects, ServicePolicies } from './service-policies';
import { ServiceSubsets, subsetObjects } from './service-subsets';
import { VersionedService, workloadObjects } from './versioned-service';

/** A construct of the chart. */
export interface ClusterPart {
  readonly id: string;
  /** What it renders. */
  readonly objects: readonly Rendering[];
  /** Makes it in the chart. */
  readonly make: (chart: Construct, id: string) => unknown;
}

/** What the workloads of services render, as far as functions of the user are called before the constructs are made. */
type Workloads = ReadonlyMap<ServicePlan, readonly Rendering[]>;

/** Makes the workloads of all services. Messages name the constructs that they will be in. */
export function workloadsIn(
  chart: Located,
  plan: ClusterPlan,
  { container, deployment }: DeploymentFunctions,
): Workloads {
  return new Map(
    plan.services.flatMap((each) => {
      const { service, workloads } = each;
      if (workloads === undefined) return [];
      const id = idOf(each);
      const located = { node: { id, path: `${chart.node.path}/${id}` } };
      return [[each, workloadObjects(located, { service, container, deployment }, plan, workloads)] as const];
    }),
  );
}

/** The constructs of the chart. A construct whose workloads are not given makes them itself. */
export function partsOf(plan: ClusterPlan, functions: DeploymentFunctions, made: Workloads): readonly ClusterPart[] {
  const parts: ClusterPart[] = [];
  const add: Add = (id, objects, make) => {
    if (objects.length > 0) parts.push({ id, objects, make });
  };
  for (const namespace of plan.namespaces) {
    const object = asPlanned(`Namespace-${namespace.metadata.name}`, namespace);
    add('', [object], (chart) => {
      claim(chart, plan, [namespace]);
      return new PlannedObject(chart, object);
    });
  }
  for (const each of plan.services)
    if (each.workloads !== undefined) parts.push(workloadsPart(each, plan, functions, made));
  for (const each of plan.services) addTraffic(add, each, plan);
  for (const each of plan.externalServices) {
    const props = { service: each.service, plan };
    add(`${idOf(each)}:external`, externalObjects(each), (chart, id) => new ExternalServiceEntry(chart, id, props));
  }
  add('EastWestGateway', gatewayObjects(plan), (chart, id) => new EastWestGateway(chart, id, { plan }));
  for (const each of plan.services) {
    const props = { service: each.service, plan };
    add(`${idOf(each)}:policies`, policyObjects(each), (chart, id) => new ServicePolicies(chart, id, props));
  }
  return parts;
}

function workloadsPart(
  each: ServicePlan,
  plan: ClusterPlan,
  { container, deployment }: DeploymentFunctions,
  made: Workloads,
): ClusterPart {
  const objects = made.get(each);
  const props = { service: each.service, plan, container, deployment };
  return {
    id: idOf(each),
    objects: objects ?? [],
    make: (chart, id) => new VersionedService(chart, id, props, objects),
  };
}

/** Adds a construct, unless it has nothing to render. */
type Add = (id: string, objects: readonly Rendering[], make: ClusterPart['make']) => void;

function addTraffic(add: Add, each: ServicePlan, plan: ClusterPlan): void {
  const { service, route } = each;
  const props = { service, plan };
  const id = idOf(each);
  add(`${id}:remote`, remoteObjects(each), (chart, own) => new RemoteServiceEntry(chart, own, props));
  add(`${id}:subsets`, subsetObjects(each), (chart, own) => new ServiceSubsets(chart, own, props));
  if (route !== undefined)
    add(`${id}:route`, routeObjects(each), (chart, own) => new MulticlusterRoute(chart, own, { route, plan }));
}

/** The objects of a part, by their paths in the chart. */
export function placed({ id, objects }: ClusterPart): readonly Rendering[] {
  if (id === '') return objects;
  return objects.map(({ id: own, planned, resource }) => ({ id: `${id}/${own}`, planned, resource }));
}

function idOf({
  service: { name, namespace },
}: {
  readonly service: { readonly name: string; readonly namespace: string };
}): string {
  return `${name}.${namespace}`;
}
