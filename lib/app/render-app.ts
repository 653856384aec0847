/**
 * Renders the charts of an app as cdk8s does: the same objects in the same order.
 * @module
 */
import { ApiObject, App, Chart, ImplicitTokenResolver, LazyResolver, NumberStringUnionResolver } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { PlannedObject, untouched } from '../constructs';
import { fields, type ManifestObject } from '../manifests';
import type { Cluster } from '../mesh';
import { renderedJson } from '../verify';
import { type AppOrder, orderOf } from './app-order';
import type { Stamp } from './stamp';
import { madeIn, objectsAt } from './tree';

/** Renders and stamps the charts of the app of a cluster, after the validations of its constructs. */
export function renderApp(app: App, cluster: Cluster, stamp: Stamp): AppOrder<ManifestObject> {
  // validations may look into constructs, and so make more of them
  validate(madeIn(app));
  const isPlain = isPlainlyRendered(app);
  const { charts, isDependent } = orderOf(app, isPlain ? madeIn(app) : app.node.findAll());
  const pathAbove = pathReader();
  const render = (object: ApiObject, objects: ManifestObject[]): void => {
    const unchanged = isPlain ? PlannedObject.unchanged(object) : undefined;
    const [scope, { id }] = [pathAbove(object), object.node];
    if (unchanged !== undefined) objects.push(stamp.unchanged(unchanged, scope, id));
    else objects.push(...stamp.rendered(renderedJson(object, cluster), `${scope}/${id}`));
  };
  const rendered = charts.map(({ chart, objects: own }) => {
    if (chart.toJson !== Chart.prototype.toJson)
      return { chart, objects: renderOwnWay(chart, own, { cluster, stamp }) };
    const objects: ManifestObject[] = [];
    for (const construct of own) {
      const whole = untouched(construct);
      if (whole === undefined) {
        for (const object of objectsAt(construct)) render(object, objects);
        continue;
      }
      const { path } = construct.node;
      for (const each of whole) objects.push(...stamp.allUnchanged(each, path));
    }
    return { chart, objects };
  });
  return { charts: rendered, isDependent };
}

/** Answers the paths of what constructs are in. Those of one scope after another are found without walking up the tree for each. */
function pathReader(): (construct: IConstruct) => string {
  let last: IConstruct | undefined;
  let path = '';
  return ({ node: { scope } }) => {
    if (scope !== last) {
      last = scope;
      path = scope?.node.path ?? '';
    }
    return path;
  };
}

/** Runs the validations of constructs. Its error is that of cdk8s. */
function validate(constructs: readonly IConstruct[]): void {
  const errors = constructs.flatMap(({ node }) => node.validate().map((error) => `[${node.path}] ${error}`));
  if (errors.length > 0) throw new Error(`Validation failed with the following errors:\n  ${errors.join('\n  ')}`);
}

/** Whether nothing tells cdk8s to render plain values in another way than by default, such as the environment. */
function isPlainlyRendered({ resolvers }: App): boolean {
  const defaults = [LazyResolver, ImplicitTokenResolver, NumberStringUnionResolver];
  const areDefault = resolvers.every((each) => defaults.some((type) => each.constructor === type));
  const metadata = { name: 'probe' };
  const probe = new ApiObject(new Chart(new App(), 'probe'), 'probe', {
    apiVersion: 'v1',
    kind: 'Probe',
    metadata,
    b: 1,
    a: 2,
  });
  return areDefault && Object.keys(fields(probe.toJson())).join() === 'apiVersion,kind,metadata,a,b';
}

/** The objects of a chart that overrides `toJson`, and that may return other objects than its constructs. */
function renderOwnWay(
  chart: Chart,
  constructs: readonly IConstruct[],
  { cluster, stamp }: { readonly cluster: Cluster; readonly stamp: Stamp },
): readonly ManifestObject[] {
  const objects = constructs.flatMap(objectsAt);
  const json = renderedJson(chart, cluster);
  const rendered: readonly unknown[] = Array.isArray(json) ? json : [json];
  return rendered.flatMap((each, index) => {
    const source = rendered.length === objects.length ? objects[index] : undefined;
    return stamp.rendered(each, (source ?? chart).node.path);
  });
}
