/**
 * Describes, plans and writes the workload with this library: `node ours.js '<workload as JSON>' <output folder>`.
 * @module
 */
import * as path from 'node:path';
import { ApiObject, Chart } from 'cdk8s';
import {
  ClusterApp,
  ClusterChart,
  type ClusterPlan,
  EastWestGateway,
  MulticlusterRoute,
  RemoteServiceEntry,
  ServiceSubsets,
  VersionedService,
  type VersionedServiceProps,
} from '../../../lib';
import { planWorkload, type Workload } from './workload';

/** The workload, and whether each cluster has one chart, or each service in it. */
interface Job extends Workload {
  readonly charts: 'cluster' | 'service';
}

const container: NonNullable<VersionedServiceProps['container']> = ({ name }, version) => ({
  name,
  image: `example.com/${name}:${version}`,
});

/** Adds a chart for each service, and one for the rest. */
function addCharts(app: ClusterApp, plan: ClusterPlan): void {
  const rest = new Chart(app, 'bench');
  for (const namespace of plan.namespaces) new ApiObject(rest, namespace.metadata.name, namespace);
  if (plan.gateway !== undefined) new EastWestGateway(rest, 'gateway');
  for (const { service, workloads, serviceEntry, localDestinationRule, route } of plan.services) {
    const chart = new Chart(app, service.name);
    if (workloads !== undefined) new VersionedService(chart, 'workloads', { service, container });
    if (serviceEntry !== undefined) new RemoteServiceEntry(chart, 'remote', { service });
    if (localDestinationRule !== undefined) new ServiceSubsets(chart, 'subsets', { service });
    if (route !== undefined) new MulticlusterRoute(chart, 'route', { route });
  }
}

const [, , job = '', out = ''] = process.argv;
const { charts, ...workload } = JSON.parse(job) as Job;
const plan = planWorkload(workload);

/** Makes the apps one after another, so that only one is in memory. */
function* apps(): Generator<ClusterApp> {
  for (const cluster of plan.clusters) {
    const app = new ClusterApp({ name: path.basename(out), plan: cluster, outdir: path.dirname(out) });
    if (charts === 'cluster') new ClusterChart(app, 'bench', { container });
    else addCharts(app, cluster);
    yield app;
  }
}

ClusterApp.synthAll(apps());
