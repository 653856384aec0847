/**
 * A chart with everything that one cluster needs.
 * @module
 */
import { Chart, type ChartProps } from 'cdk8s';
import type { Construct } from 'constructs';
import { CallSite, valueText } from '../errors';
import type { Labels } from '../istio';
import { checkedScope, type PlannedProps, planOf, readCommonLabels, readProps } from '../plan';
import { IssueLog, type Part } from '../reading';
import { claimAll, isAnyClaimed } from './claims';
import { type ClusterPart, partsOf, workloadsIn } from './cluster-parts';
import type { ContainerOf, DeploymentOf } from './deployment';
import { LazyNode } from './lazy-node';
import { CONSTRUCTS } from './messages';

/** Options of ClusterChart. */
export interface ClusterChartProps extends PlannedProps {
  /**
   * The container of each version of each service (MC168). If the function throws, that is MC190.
   * @default - none. Then `deployment` makes it, or no service may have generated workloads in the cluster (MC167)
   */
  readonly container?: ContainerOf;
  /**
   * The Deployment of each version of each service, in place of `container` (MC167). If the function throws, that is MC190.
   * @default - Deployments with one Pod of one container
   */
  readonly deployment?: DeploymentOf;
  /**
   * Labels for every object of the chart, as cdk8s' Chart has them. They are not added to Pod templates. Labels that change what
   * an object does, such as `version`, are MC185. Keys and values are checked as Kubernetes does (MC186).
   * @default - no labels of the chart. To label everything that an app writes, use `labels` of the ClusterApp
   */
  readonly labels?: Labels;
  /**
   * Whether the names that cdk8s generates have no hash, as cdk8s' Chart has it. This concerns only your own objects in the
   * chart, because objects of the plan have names.
   * @default false
   */
  readonly disableResourceNameHashes?: boolean;
  /**
   * Not an option (MC187), although cdk8s' Chart has it: each service names its namespace, and cdk8s would also write it into
   * Namespaces, which Kubernetes refuses.
   * @default - must be left out
   */
  readonly namespace?: never;
}

const KEYS = ['container', 'deployment', 'labels', 'disableResourceNameHashes', 'namespace', 'plan'] as const;

/**
 * A chart with everything that the plan of a cluster holds, in this order: Namespaces, the workloads of all services, the
 * traffic objects of all services, services outside of the mesh, the Gateway of the east-west gateway, and the policies of all services.
 *
 * @example
 * new ClusterChart(app, 'bookinfo', { container: bookinfoContainer });
 */
export class ClusterChart extends Chart {
  /** Its node, which makes the other constructs. @internal */
  declare readonly node: LazyNode;

  constructor(scope: Construct, id: string, props: ClusterChartProps = {}) {
    super(checkedScope(scope, id, props, KEYS), id, chartProps(props));
    this.node = LazyNode.replacing(this, scope);
    const plan = planOf(this, props);
    readProps(this, props, checkChartProps);
    const { container, deployment } = props;
    const functions = { container, deployment };
    // with other constructs, functions of the user are called only for objects that nothing else renders
    const workloads = isAnyClaimed(this.node, plan) ? new Map<never, never>() : workloadsIn(this, plan, functions);
    const parts = (): readonly ClusterPart[] => partsOf(plan, functions, workloads);
    this.node.makeLater({
      lists: parts,
      make: () => {
        for (const { make } of parts()) make(this, plan);
      },
    });
    claimAll(this.node, plan);
  }
}

/** What cdk8s' Chart takes of the options, as far as it can be read. They are checked once the chart has a path for messages. */
function chartProps(props: ClusterChartProps): ChartProps {
  const part = new IssueLog().part('the chart', props, CallSite.inProgress);
  const { labels, disableResourceNameHashes: isWithoutHashes } = part.options(
    ['labels', 'disableResourceNameHashes'],
    true,
  );
  const texts = labels.optional((each) => each.map())?.map(([key, { sound = '' }]) => [key, sound] as const);
  return {
    ...(texts && { labels: Object.fromEntries(texts) }),
    ...(isWithoutHashes.sound !== undefined && { disableResourceNameHashes: isWithoutHashes.sound }),
  };
}

/** Checks the options of cdk8s' Chart (MC035, MC185 to MC187). */
function checkChartProps(part: Part<ClusterChartProps>): true {
  const options = part.options(['labels', 'disableResourceNameHashes', 'namespace'], true);
  options.labels.optional(readCommonLabels);
  options.disableResourceNameHashes.optional((each) => each.boolean());
  const { namespace } = options;
  if (namespace.isGiven)
    namespace.report(CONSTRUCTS.MC187, `${namespace.title} must be left out, but is ${valueText(namespace.value)}.`);
  return true;
}
