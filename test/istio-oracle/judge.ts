/**
 * Finds where a subject and the oracle disagree about a configuration.
 * @module
 */
import type { Configured, Refusal } from './ask';
import { agree } from './compare';
import type { Configuration } from './draw/configuration';
import { type ClusterManifests, namespaceOf } from './kubernetes/objects';
import { World } from './kubernetes/world';
import { type Answer, answered, type Request } from './oracle';
import type { Subject } from './subject';

/** A request about which the two disagree. */
export interface Disagreement {
  readonly request: Request;
  readonly expected: readonly Answer[];
  readonly actual: readonly Answer[];
}

/** What came of a configuration. */
export interface Judgement {
  /** The configuration without the objects that an API server would not take. */
  readonly configuration: Configuration;
  readonly refused: readonly Refusal[];
  readonly disagreements: readonly Disagreement[];
  /** The objects that decided about each request, as `<cluster> <kind> <namespace>/<name>`. */
  readonly decided: readonly ReadonlySet<string>[];
}

/** Says what the proxies of a mesh get. */
export interface ControlPlane {
  readonly ask: (world: World, callers: ReadonlySet<string>) => Promise<Configured>;
}

/** Asks both about all requests of a configuration. */
export async function judge(drawn: Configuration, istio: ControlPlane, subject: Subject): Promise<Judgement> {
  const configured = await istio.ask(
    new World(drawn.clusters, drawn.options),
    new Set(drawn.requests.map(({ from }) => from)),
  );
  const { refused } = configured;
  const clusters = drawn.clusters.map((each) => withoutRefused(each, refused));
  const configuration = { ...drawn, clusters };
  const world = new World(clusters, drawn.options);
  const answer = subject(clusters, drawn.options);
  const disagreements: Disagreement[] = [];
  const decided: ReadonlySet<string>[] = [];
  for (const request of drawn.requests) {
    const { answers: expected, decided: by } = answered(request, world, configured);
    decided.push(by);
    const actual = attempt(() => answer(request));
    if (!agree(expected, actual)) disagreements.push({ request, expected, actual });
  }
  return { configuration, refused, disagreements, decided };
}

/** The answers of a subject; its errors are answers, too. */
function attempt(answer: () => readonly Answer[]): readonly Answer[] {
  try {
    return answer();
  } catch (error) {
    return [{ probability: 1, status: -1, flag: error instanceof Error ? error.message : String(error) }];
  }
}

function withoutRefused({ name, objects }: ClusterManifests, refused: readonly Refusal[]): ClusterManifests {
  const kept = objects.filter(
    (object) =>
      !refused.some(
        (each) =>
          each.cluster === name &&
          each.kind === object.kind &&
          each.name === object.metadata.name &&
          each.namespace === namespaceOf(object),
      ),
  );
  return { name, objects: kept };
}
