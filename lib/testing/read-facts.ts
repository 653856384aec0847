/**
 * Reads what users say about a mesh.
 * @module
 */
import { type Part, SHAPE } from '../reading';
import type { ClusterFacts, MeshFacts } from '../trace';
import { ANY_TEXT, given } from './given';

/**
 * Reads facts about a mesh.
 *
 * @throws ConfigError if they have another form (MC035)
 */
export function readFacts(facts: MeshFacts): MeshFacts {
  given('the mesh', facts, (part) => {
    const { gateways, clusters, isConnected, without } = part.options([
      'gateways',
      'clusters',
      'isConnected',
      'without',
    ]);
    for (const each of entriesOf(gateways, "new Map([['203.0.113.2', 'cluster2']])"))
      each.text(SHAPE.MC035, ANY_TEXT, 'be a text', { fix: 'Write the name of the cluster.' });
    for (const each of entriesOf(clusters, "new Map([['cluster1', { locality: 'us-south' }]])")) checkCluster(each);
    isConnected.optional((each) => each.boolean());
    for (const each of without.optional((all) => all.list('names')) ?? [])
      each.text(SHAPE.MC035, ANY_TEXT, 'be a text', { fix: 'Write a name, such as cluster2 or cluster1/reviews-v1.' });
  });
  return facts;
}

function checkCluster(part: Part<ClusterFacts>): void {
  const { locality, config, istio } = part.options(['locality', 'config', 'istio']);
  locality.optional((each) => each.text(SHAPE.MC035, ANY_TEXT, 'be a text'));
  istio.optional((each) => each.text(SHAPE.MC035, ANY_TEXT, 'be a text', { fix: "Write '1.31'." }));
  config.optional((each) => each.text(SHAPE.MC035, ANY_TEXT, 'be a text', { fix: 'Write the MeshConfig as YAML.' }));
}

/** The values of a Map whose keys are texts. */
function entriesOf<V>(part: Part<ReadonlyMap<string, V>>, example: string): readonly Part<V>[] {
  const fix = `Write ${example}.`;
  const map = part.optional((each) => each.instance(SHAPE.MC035, Map<string, V>, 'be a Map', { fix }));
  return [...(map ?? [])].map(([key, value]) => {
    const name = part.of(`a key of ${part.title}`, key);
    const text = name.text(SHAPE.MC035, ANY_TEXT, 'be a text', { fix }) ?? '';
    return part.of(`"${text}" in ${part.title}`, value);
  });
}
