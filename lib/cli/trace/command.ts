/**
 * The command `multicluster trace`: says where a request goes.
 * @module
 */
import { Command, Option } from 'commander';
import type { ConfigIssue } from '../../errors';
import { isServed, trace, TracedMesh } from '../../trace';
import { readClusters } from '../clusters';
import type { Output } from '../output';
import { styleOf } from '../style';
import { notesOn } from './notes';
import { type TraceOptions, readFacts, readQuestion } from './options';
import { treeOf } from './tree';

const EXAMPLES = `
Examples:
  # Where do requests of the user jason go from productpage?
  multicluster trace dist/bookinfo --from cluster1/productpage http://reviews:9080/reviews/0 -H 'end-user: jason'

  # The same from what runs in two clusters
  kubectl --context one get -A -o yaml all,endpointslices,namespaces,configmaps,istio-io > one.yaml
  kubectl --context two get -A -o yaml all,endpointslices,namespaces,configmaps,istio-io > two.yaml
  multicluster trace one.yaml two.yaml --from one/productpage http://reviews:9080/

  # What if cluster2 were gone?
  multicluster trace dist/bookinfo --from cluster1/productpage http://reviews:9080/ --without cluster2

  # A request from outside of the mesh
  multicluster trace dist/bookinfo --from cluster1/ingress http://bookinfo.example.com:8080/productpage

Exit status: 0 if every outcome is served, 1 if one is not, 2 if the question or the manifests are wrong.`;

const collect = (value: string, before: readonly string[]): readonly string[] => [...before, value];

/** The command. It answers with an exit status. */
export function traceCommand(output: Output, exit: (status: number) => void): Command {
  const many = (flags: string, text: string): Option => new Option(flags, text).argParser(collect).default([], 'none');
  return new Command('trace')
    .summary('say where a request goes, hop by hop, according to the manifests')
    .description(
      'Says where a request goes across clusters, with what probability, and why it fails if it does.\n' +
        'The manifests are a folder with a folder or a file for each cluster, or a path for each cluster.\n' +
        'A folder without folders is one cluster. A cluster has the name of its folder or file.',
    )
    .usage('<manifests...> [method] <url> --from <cluster>/<workload> [options]')
    .argument('[arguments...]', 'the manifests, the method if it is not GET, and the URL')
    .option('--from <caller>', 'the caller: <cluster>/<workload>, or <cluster>/ingress')
    .addOption(many('-H, --header <header>', "a header, such as 'end-user: jason'; repeatable"))
    .addOption(many('--without <name>', 'answer as if a cluster, a workload or a gateway were gone; repeatable'))
    .addOption(many('--gateway <cluster>=<address>', 'the cluster behind an address; repeatable'))
    .addOption(many('--locality <cluster>=<locality>', 'where the Pods of a cluster run; repeatable'))
    .option(
      '--mesh-config <file>',
      "Istio's configuration of all clusters, as MeshConfig, in place of that in their ConfigMaps",
    )
    .option('--connected', "the clusters discover each other's endpoints, by remote secrets")
    .option('--json', 'print the outcomes as JSON')
    .option('--no-color', 'print without colours')
    .addHelpText('after', EXAMPLES)
    .action((args: readonly string[], options: TraceOptions) => {
      exit(answer(args, options, output));
    });
}

function answer(args: readonly string[], options: TraceOptions, output: Output): number {
  const { paths, request } = readQuestion(args, options);
  const { clusters, faults } = readClusters(paths);
  // what is YAML, but not an object, cannot say where requests go
  const isWarning = ({ code }: ConfigIssue): boolean => code === 'MC201';
  for (const each of faults)
    output.complain(`${each.at}: ${isWarning(each) ? 'warning: ' : ''}${each.code} ${each.what} ${each.fix}`);
  if (!faults.every(isWarning)) return 2;
  const names = clusters.map(({ name }) => name);
  const mesh = TracedMesh.of(clusters, readFacts(options, names));
  const outcomes = trace(mesh, request);
  for (const note of notesOn(mesh, outcomes)) output.complain(note);
  if (options.json === true) output.print(JSON.stringify({ outcomes }));
  else {
    const style = styleOf(options.color && output.hasColours);
    const { method = 'GET', to, from } = request;
    output.print([`${method} ${to} from ${from}`, ...treeOf(outcomes, style)].join('\n'));
  }
  return outcomes.every(isServed) ? 0 : 1;
}
