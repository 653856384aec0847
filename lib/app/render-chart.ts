/**
 * Rendering a chart once, and knowing which construct each object comes from.
 * @module
 */
import { ApiObject, Chart, DependencyGraph } from 'cdk8s';
import { type ManifestObject, readObject } from '../manifests';

/** Renders a chart as cdk8s does: the dependencies of the app are settled, and the validations of all its constructs pass. */
export function renderChart(chart: Chart): readonly ManifestObject[] {
  const rendered: readonly unknown[] = chart.toJson();
  // the objects of this chart, without those of charts in it: toJson renders them in this order
  const sources = new DependencyGraph(chart.node)
    .topology()
    .filter((construct) => construct instanceof ApiObject && Chart.of(construct) === chart);
  // a chart that overrides toJson may write other objects
  const isKnown = sources.length === rendered.length;
  return rendered.map((json, index) => {
    const source = isKnown ? sources[index] : undefined;
    return readObject(json, (source ?? chart).node.path);
  });
}
