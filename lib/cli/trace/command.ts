/**
 * The command `multicluster trace`: says where a request goes.
 * @module
 */
import { Command, Option } from 'commander';
import { type ConfigIssue, formatIssue } from '../../errors';
import { isServed, trace, TracedMesh } from '../../trace';
import { readClusters } from '../clusters';
import type { Output } from '../output';
import { styleOf } from '../style';
import { readFacts } from './facts';
import { notesOn } from './notes';
import { readQuestion, type TraceOptions } from './options';
import { given } from './pairs';
import { treeOf } from './tree';

const EXAMPLES = `
Examples:
  # Where do requests of the user jason go from productpage?
  multicluster trace dist/bookinfo --from cluster1/productpage http://reviews:9080/reviews/0 -H 'end-user: jason'

  # The same request through what runs in two clusters; add --connected if they have remote secrets
  kubectl --context cluster1 get -A -o yaml all,endpointslices,namespaces,configmaps,istio-io > cluster1.yaml
  kubectl --context cluster2 get -A -o yaml all,endpointslices,namespaces,configmaps,istio-io > cluster2.yaml
  multicluster trace cluster1.yaml cluster2.yaml --from cluster1/productpage http://reviews:9080/reviews/0 -H 'end-user: jason'

  # The same request, as if cluster2 were gone
  multicluster trace dist/bookinfo --from cluster1/productpage http://reviews:9080/reviews/0 -H 'end-user: jason' --without cluster2

  # A request from outside of the mesh
  multicluster trace dist/bookinfo --from cluster1/ingress http://bookinfo.example.com:8080/productpage

Exit status: 0 if every outcome is served, 1 if one is not, 2 if the question or the manifests are wrong.`;

const DESCRIPTION =
  'Says where a request goes across clusters, with what probability, and if it fails, why.\n\n' +
  'The manifests are a folder with a folder for each cluster, or a path for each cluster. ' +
  'A folder that has only files is one cluster. A cluster has the name of its folder or file. ' +
  'The method is GET if none is given.';

/** An option that can be repeated. */
function many(flags: string, text: string): Option {
  const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];
  return new Option(flags, `${text}; repeatable`).argParser(collect);
}

/** The command. It answers with an exit status. */
export function traceCommand(output: Output, exit: (status: number) => void): Command {
  return (
    new Command('trace')
      .summary('say where a request goes, hop by hop, according to the manifests')
      .description(DESCRIPTION)
      .usage('<manifests...> [method] <url> --from <cluster>/<workload> [options]')
      // the usage says what they are
      .argument('[arguments...]')
      .option(
        '--from <cluster>/<workload>',
        'the caller (required), or <cluster>/<namespace>/<workload>, or <cluster>/ingress for a request from outside of the mesh',
        given('--from'),
      )
      .addOption(many('-H, --header <header>', "a header, such as 'end-user: jason'"))
      .addOption(
        many(
          '--without <name>',
          'trace as if this were gone: <cluster>, <cluster>/<workload>, <cluster>/<namespace>/<workload>, or a gateway such as <cluster>/istio-eastwestgateway',
        ),
      )
      .addOption(many('--gateway <cluster>=<address>', 'the cluster behind an address, such as cluster2=203.0.113.2'))
      .addOption(
        many('--locality <cluster>=<locality>', 'where Pods of a cluster run, such as cluster1=us-south/zone1'),
      )
      .option(
        '--mesh-config <file>',
        "a file with Istio's MeshConfig, for all clusters, in place of the one in their ConfigMaps",
        given('--mesh-config'),
      )
      .option('--istio <release>', 'follow Istio 1.30 in place of 1.31', given('--istio'))
      .option('--connected', "the clusters discover each other's endpoints by remote secrets")
      .option('--json', 'print the outcomes as JSON')
      .option('--no-color', 'print without colours')
      .addHelpText('after', EXAMPLES)
      .action((args: readonly string[], options: TraceOptions) => {
        exit(answer(args, options, output));
      })
  );
}

function answer(args: readonly string[], options: TraceOptions, output: Output): number {
  const { paths, request } = readQuestion(args, options);
  const { clusters, faults } = readClusters(paths);
  // what is YAML, but not an object, cannot say where requests go
  const isWarning = ({ code }: ConfigIssue): boolean => code === 'MC201';
  for (const each of faults) output.complain(`${isWarning(each) ? 'warning' : 'error'}: ${formatIssue(each)}`);
  if (!faults.every(isWarning)) return 2;
  const names = clusters.map(({ name }) => name);
  const mesh = TracedMesh.of(clusters, readFacts(options, names));
  const outcomes = trace(mesh, request);
  for (const note of notesOn(mesh, outcomes)) output.complain(note);
  if (options.json === true) output.print(JSON.stringify({ outcomes }));
  else {
    const style = styleOf(options.color && output.hasColours);
    const { method = 'GET', to, from } = request;
    output.print(
      [`${method} ${to} from ${from}`, ...treeOf(outcomes, mesh.caller(from).sender.proxy.namespace, style)].join('\n'),
    );
  }
  return outcomes.every(isServed) ? 0 : 1;
}
