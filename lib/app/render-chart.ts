/**
 * Renders a chart once, and finds which construct each object comes from.
 * @module
 */
import { ApiObject, Chart, DependencyGraph } from 'cdk8s';
import { type ManifestObject, readObject } from '../manifests';

/** Renders a chart as cdk8s does, which settles the dependencies of the app and runs the validations of its constructs. */
export function renderChart(chart: Chart): readonly ManifestObject[] {
  const rendered: readonly unknown[] = chart.toJson();
  // the objects of this chart, but not of nested charts, in the order in which toJson renders them
  const sources = new DependencyGraph(chart.node)
    .topology()
    .filter((construct) => construct instanceof ApiObject && Chart.of(construct) === chart);
  // a chart that overrides toJson may return other objects
  const isKnown = sources.length === rendered.length;
  return rendered.map((json, index) => {
    const source = isKnown ? sources[index] : undefined;
    return readObject(json, (source ?? chart).node.path);
  });
}
