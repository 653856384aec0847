/**
 * Makes the Deployments of a service, from the plan and from what the user says of them.
 * @module
 */
import { valueText } from '../errors';
import { isImmutable, type Labels } from '../istio';
import type { IMeshService } from '../mesh';
import {
  type ClusterPlan,
  type DeploymentPlan,
  type Located,
  type PlannedProps,
  proxiedCallees,
  readProps,
  settled,
} from '../plan';
import { isEqual, isPlain, type Part, SHAPE } from '../reading';
import { asKubernetes } from './as-kubernetes';
import { callUser } from './call';
import { type CompletedDeployment, withContainer, withDeployment } from './completed-deployment';
import type { ContainerOf, DeploymentOf, PodContainer, VersionDeployment } from './deployment';
import { CONSTRUCTS } from './messages';
import { readContainer, readContainers } from './read-containers';
import { readPodAnnotations, readPodLabels, readPodSpec } from './read-pods';
import { readStrategy } from './read-strategy';

const COUNTS = ['replicas', 'minReadySeconds', 'progressDeadlineSeconds', 'revisionHistoryLimit'] as const;

const KEYS = [...COUNTS, 'containers', 'podLabels', 'podAnnotations', 'podSpec', 'strategy'] as const;

const FIX = {
  container:
    'Write it like container: ({ name }, version) => ({ name, image: `registry.example.com/${name}:${version}` }).',
  deployment: 'Write it like deployment: (service, version) => ({ containers: […], replicas: 3 }).',
};

/** The functions of the user that say what Deployments are like. */
export interface DeploymentFunctions {
  readonly container?: ContainerOf | undefined;
  readonly deployment?: DeploymentOf | undefined;
}

/** The options of a construct with Deployments. */
export interface DeploymentsProps extends PlannedProps, DeploymentFunctions {
  readonly service: IMeshService;
}

/**
 * The Deployments of the versions of a service, as the function `container` or `deployment` of the user completes them. Throws at the
 * first one with a fault.
 */
export function makeDeployments(
  construct: Located,
  props: DeploymentsProps,
  plan: ClusterPlan,
  planned: readonly DeploymentPlan[],
): readonly CompletedDeployment[] {
  if (planned.length === 0) return [];
  return readProps(construct, props, (part) => {
    const { container, deployment } = part.options(['container', 'deployment'], true);
    if (container.isGiven === deployment.isGiven) {
      const but = container.isGiven ? 'has both' : 'has neither';
      const what = `Construct "${construct.node.id}" must have either "container" or "deployment", but ${but}.`;
      part.report(CONSTRUCTS.MC167, what);
      return undefined;
    }
    const made: CompletedDeployment[] = [];
    for (const each of planned) {
      const one = container.isGiven
        ? makeOfContainer(construct, container, props, each)
        : makeOfDeployment(construct, deployment, props, plan, each);
      if (one === undefined) return undefined;
      made.push(one);
    }
    return made;
  });
}

function makeOfContainer(
  construct: Located,
  part: Part<ContainerOf>,
  { service }: DeploymentsProps,
  planned: DeploymentPlan,
): CompletedDeployment | undefined {
  const made = call(construct, part, 'container', service, planned.version);
  if (made === undefined) return undefined;
  // instances, such as quantities, may have changed inside since they were compared
  const given = { value: made.value, written: asKubernetes(made.value) };
  return shared(planned, given, () => {
    readContainer(made as Part<PodContainer>);
    return made.isSound ? withContainer(planned, made.value) : undefined;
  });
}

function makeOfDeployment(
  construct: Located,
  part: Part<DeploymentOf>,
  { service }: DeploymentsProps,
  plan: ClusterPlan,
  planned: DeploymentPlan,
): CompletedDeployment | undefined {
  const made = call(construct, part, 'deployment', service, planned.version);
  if (made === undefined) return undefined;
  const [allowed, called] = [neededLabels(plan, service, planned), calledPorts(plan, service)];
  const given = { value: made.value, written: asKubernetes(made.value), allowed, called };
  return shared(planned, given, () => {
    readDeployment(made as Part<VersionDeployment>, service, planned, { allowed, called });
    return made.isSound ? withDeployment(planned, made.value as VersionDeployment) : undefined;
  });
}

/** For each planned Deployment, what its latest one was made of, and that one. */
const known = new WeakMap<object, { readonly given: unknown; readonly made: CompletedDeployment }>();

/** The Deployment that was made of the same before, for another cluster, or a new one; undefined if `make` reports a fault. */
function shared(
  { resource }: DeploymentPlan,
  given: unknown,
  make: () => CompletedDeployment | undefined,
): CompletedDeployment | undefined {
  const before = known.get(resource);
  if (before !== undefined && isEqual(given, before.given)) return before.made;
  const made = make();
  const lasting = made && settled(made);
  if (lasting !== undefined && isImmutable(lasting)) known.set(resource, { given, made: lasting });
  return lasting;
}

/** Calls the function of an option (MC035, MC132, MC189, MC190), and answers a copy of what it returned. */
function call(
  construct: Located,
  part: Part,
  option: 'container' | 'deployment',
  service: IMeshService,
  version: string,
): Part | undefined {
  const fix = FIX[option];
  const { value } = part;
  if (typeof value !== 'function') {
    part.must(SHAPE.MC035, `be a function that returns a ${option}`, { fix });
    return undefined;
  }
  const must = `return a ${option} for version "${version}"`;
  const returned: unknown = callUser(construct, option, must, (): unknown =>
    Reflect.apply(value, undefined, [service, version]),
  );
  const made = part.returned(`the ${option} of version "${version}" in construct "${construct.node.id}"`, returned);
  if (!made.isSound) return undefined;
  if (isPlain(made.value)) return made;
  const but = `returned ${valueText(made.value)}`;
  part.report(SHAPE.MC035, `${part.title} must ${must}, but ${but}.`, { got: made.value, fix });
  return undefined;
}

/** Reads the Deployment of a version (MC035, MC155, MC168 to MC170, MC181, MC182). */
function readDeployment(
  part: Part<VersionDeployment>,
  service: IMeshService,
  { resource }: DeploymentPlan,
  { allowed, called }: { readonly allowed: Labels; readonly called: readonly number[] },
): void {
  const options = part.options(KEYS);
  readContainers(options.containers);
  for (const count of COUNTS) options[count].optional((each) => each.integer(CONSTRUCTS.MC170, 0));
  options.podLabels.optional((each) => {
    readPodLabels(each, resource.spec.template.metadata.labels, allowed);
  });
  options.podAnnotations.optional((each) => {
    readPodAnnotations(each, service, called);
  });
  options.podSpec.optional(readPodSpec);
  options.strategy.optional(readStrategy);
}

/** The labels that existing Services over the same Pods need. */
function neededLabels({ services }: ClusterPlan, { namespace }: IMeshService, { version }: DeploymentPlan): Labels {
  const near = services.filter(({ service }) => service.namespace === namespace);
  const pods = near.flatMap(({ existing }) => existing.filter((each) => each.version === version));
  return Object.assign({}, ...pods.map(({ podLabels }) => podLabels)) as Labels;
}

/** The ports that the Pods of a service call through their proxy. */
function calledPorts(plan: ClusterPlan, service: IMeshService): readonly number[] {
  const called = proxiedCallees(plan).get(service) ?? [];
  return [...new Set(called.flatMap((callee) => callee.service.ports.map(({ number }) => number)))];
}
