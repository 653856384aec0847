/** @module Tests that charts and objects have the order of cdk8s, without its time. */
import { ApiObject, type App, Chart, DependencyGraph, Testing } from 'cdk8s';
import { Construct } from 'constructs';
import * as fc from 'fast-check';
import { orderOf } from '../../lib/app/app-order';

/** The order as cdk8s has it, or its error. */
function libraryOrder(app: App): unknown {
  return attempt(() => {
    // settles the dependencies
    for (const chart of app.node
      .findAll()
      .filter((each) => each instanceof Chart)
      .slice(0, 1))
      chart.toJson();
    return app.charts.map((chart) => ({
      chart: chart.node.path,
      objects: new DependencyGraph(chart.node)
        .topology()
        .filter((each) => each instanceof ApiObject && Chart.of(each) === chart)
        .map(({ node }) => node.path),
    }));
  });
}

function ourOrder(app: App): unknown {
  return attempt(() =>
    orderOf(app, app.node.findAll()).charts.map(({ chart, objects }) => ({
      chart: chart.node.path,
      objects: objects.map(({ node }) => node.path),
    })),
  );
}

function attempt(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return String(error);
  }
}

/** How to build an app: each construct has a kind and a parent among those before it, and some depend on others. */
interface Recipe {
  readonly constructs: readonly {
    readonly kind: 'chart' | 'group' | 'object';
    readonly parent: number;
    readonly id: string;
  }[];
  readonly dependencies: readonly (readonly [number, number])[];
}

const recipes: fc.Arbitrary<Recipe> = fc.record({
  constructs: fc.array(
    fc.record({
      kind: fc.constantFrom('chart', 'group', 'object', 'object', 'object'),
      parent: fc.nat(),
      id: fc.constantFrom('a', 'b', 'c', '1', '10', '2', 'z'),
    }),
    { minLength: 2, maxLength: 16 },
  ),
  dependencies: fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 5 }),
});

function build({ constructs, dependencies }: Recipe): App {
  const app = Testing.app();
  const made: Construct[] = [new Chart(app, 'first')];
  for (const { kind, parent, id } of constructs) {
    const parents = [app, ...made];
    const scope = parents[parent % parents.length] ?? app;
    const isInChart = scope !== app && scope.node.scopes.some((each) => each instanceof Chart);
    if (scope.node.tryFindChild(id) !== undefined) continue;
    if (kind === 'chart') made.push(new Chart(scope, id));
    else if (kind === 'group') made.push(new Construct(scope, id));
    else if (isInChart) made.push(new ApiObject(scope, id, { apiVersion: 'v1', kind: 'ConfigMap' }));
  }
  for (const [source, target] of dependencies)
    made[source % made.length]?.node.addDependency(...made.slice(target % made.length).slice(0, 1));
  return app;
}

test('the order of 1,000 random apps is that of cdk8s, and so are errors', () => {
  const outcomes = { ordered: 0, refused: 0 };
  fc.assert(
    fc.property(recipes, (recipe) => {
      const expected = libraryOrder(build(recipe));
      outcomes[typeof expected === 'string' ? 'refused' : 'ordered'] += 1;
      expect(ourOrder(build(recipe))).toEqual(expected);
    }),
    { numRuns: 1000 },
  );
  expect(Math.min(outcomes.ordered, outcomes.refused)).toBeGreaterThan(100);
});

/** An app with a chart of objects that depend on those before them, as `dependsOn` says by their numbers. */
function chartOf(count: number, dependsOn: (index: number) => readonly number[]): App {
  const app = Testing.app();
  const chart = new Chart(app, 'chart');
  const objects: ApiObject[] = [];
  for (let index = 0; index < count; index++) {
    const object = new ApiObject(chart, `o${index}`, { apiVersion: 'v1', kind: 'ConfigMap' });
    object.addDependency(...dependsOn(index).flatMap((each) => objects[each] ?? []));
    objects.push(object);
  }
  return app;
}

test('objects in 40 layers, each of which depends on the whole layer below, are ordered', () => {
  const app = chartOf(400, (index) =>
    index < 10 ? [] : Array.from({ length: 10 }, (_, at) => index - (index % 10) - 10 + at),
  );
  expect(orderOf(app, app.node.findAll()).charts[0]?.objects.map(({ node }) => node.id)).toEqual(
    Array.from({ length: 400 }, (_, index) => `o${index}`),
  );
});

test('a chain of dependencies may be longer than the call stack', () => {
  const app = chartOf(20_000, () => []);
  const chain = app.node.findAll().filter((each): each is ApiObject => each instanceof ApiObject);
  for (const [index, object] of chain.entries()) object.node.addDependency(...chain.slice(index + 1, index + 2));
  const objects = orderOf(app, app.node.findAll()).charts[0]?.objects ?? [];
  expect([objects.length, objects[0]?.node.id, objects.at(-1)?.node.id]).toEqual([20_000, 'o19999', 'o0']);
});
