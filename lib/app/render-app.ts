/**
 * Renders the charts of an app as cdk8s does: the same objects in the same order, or the same error.
 * @module
 */
import { ApiObject, App, Chart, ImplicitTokenResolver, LazyResolver, NumberStringUnionResolver } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { PlannedObject } from '../constructs';
import { fields, type ManifestObject } from '../manifests';
import { type AppOrder, orderOf } from './app-order';
import type { Stamp } from './stamp';

/** Renders and stamps the charts of an app, after the validations of its constructs. */
export function renderApp(app: App, stamp: Stamp): AppOrder<ManifestObject> {
  const constructs = app.node.findAll();
  validate(constructs);
  const { charts, isDependent } = orderOf(app, constructs);
  const jsonOf = isPlainlyRendered(app) ? plainJson : libraryJson;
  const rendered = charts.map(({ chart, objects }) => ({
    chart,
    objects:
      chart.toJson === Chart.prototype.toJson
        ? objects.flatMap((object) => stamp(jsonOf(object), object.node.path))
        : renderOwnWay(chart, objects, stamp),
  }));
  return { charts: rendered, isDependent };
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

function plainJson(object: ApiObject): unknown {
  return PlannedObject.unchangedJson(object) ?? libraryJson(object);
}

function libraryJson(object: ApiObject): unknown {
  return object.toJson() as unknown;
}

/** Renders a chart that overrides `toJson`, and that may return other objects than its constructs. */
function renderOwnWay(chart: Chart, objects: readonly ApiObject[], stamp: Stamp): readonly ManifestObject[] {
  const rendered: readonly unknown[] = chart.toJson();
  return rendered.flatMap((json, index) => {
    const source = rendered.length === objects.length ? objects[index] : undefined;
    return stamp(json, (source ?? chart).node.path);
  });
}
