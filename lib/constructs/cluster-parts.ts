/**
 * The constructs of a chart with everything that one cluster needs, in their order.
 * @module
 */
import type { Construct } from 'constructs';
import type { ClusterPlan, Located, PlannedProps, ServicePlan } from '../plan';
import { claim } from './claims';
import type { ContainerOf, DeploymentOf } from './deployment';
import { EastWestGateway, gatewayObjects } from './east-west-gateway';
import { externalObjects, ExternalServiceEntry } from './external-service-entry';
import { MulticlusterRoute, routeObjects } from './multicluster-route';
import { asPlanned, PlannedObject, type Rendering } from './planned-object';
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

/** What the workloads of each service render. */
type Workloads = ReadonlyMap<ServicePlan, readonly Rendering[]>;

/** The options of the chart about its Deployments. */
interface DeploymentsProps extends PlannedProps {
  readonly container?: ContainerOf | undefined;
  readonly deployment?: DeploymentOf | undefined;
}

/** Makes the workloads of all services. Messages name the constructs that they will be in. */
export function workloadsIn(chart: Located, plan: ClusterPlan, { container, deployment }: DeploymentsProps): Workloads {
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

/** The constructs of the chart. */
export function* partsOf(plan: ClusterPlan, workloads: Workloads): Generator<ClusterPart> {
  for (const namespace of plan.namespaces) {
    const object = asPlanned(`Namespace-${namespace.metadata.name}`, namespace);
    yield {
      id: '',
      objects: [object],
      make: (chart) => {
        claim(chart, plan, namespace);
        return new PlannedObject(chart, object);
      },
    };
  }
  for (const [each, objects] of workloads) {
    const { service } = each;
    yield { id: idOf(each), objects, make: (chart, id) => new VersionedService(chart, id, { service, plan }, objects) };
  }
  for (const each of plan.services) yield* trafficOf(each, plan);
  for (const { service, ...traffic } of plan.externalServices) {
    yield {
      id: `${idOf({ service })}:external`,
      objects: externalObjects({ service, ...traffic }),
      make: (chart, id) => new ExternalServiceEntry(chart, id, { service, plan }),
    };
  }
  yield* ifAny('EastWestGateway', gatewayObjects(plan), (chart, id) => new EastWestGateway(chart, id, { plan }));
  for (const each of plan.services) {
    const { service } = each;
    const make: ClusterPart['make'] = (chart, id) => new ServicePolicies(chart, id, { service, plan });
    yield* ifAny(`${idOf(each)}:policies`, policyObjects(each), make);
  }
}

function* trafficOf(each: ServicePlan, plan: ClusterPlan): Generator<ClusterPart> {
  const { service, route } = each;
  const id = idOf(each);
  const props = { service, plan };
  yield* ifAny(`${id}:remote`, remoteObjects(each), (chart, own) => new RemoteServiceEntry(chart, own, props));
  yield* ifAny(`${id}:subsets`, subsetObjects(each), (chart, own) => new ServiceSubsets(chart, own, props));
  if (route === undefined) return;
  yield* ifAny(`${id}:route`, routeObjects(each), (chart, own) => new MulticlusterRoute(chart, own, { route, plan }));
}

function* ifAny(id: string, objects: readonly Rendering[], make: ClusterPart['make']): Generator<ClusterPart> {
  if (objects.length > 0) yield { id, objects, make };
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
