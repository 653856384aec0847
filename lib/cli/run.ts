/**
 * Runs the command `multicluster`.
 * @module
 */
import { Command, CommanderError } from 'commander';
import { version } from '../../package.json';
import { ConfigError } from '../errors';
import type { Output } from './output';
import { traceCommand } from './trace/command';

/** What is wrong with the arguments or the manifests. */
const BAD_INPUT = 2;

const EXAMPLE = `
Example:
  multicluster trace dist/bookinfo --from cluster1/productpage http://reviews:9080/reviews/0`;

/** Where to look after an error of the arguments, as kubectl says it. */
function helpFor(command: Command): string {
  const name = [command.parent?.name() ?? [], command.name()].flat().join(' ');
  return `See '${name} --help' for help and examples.`;
}

/** Runs the command with some arguments. Returns its exit status: 0, 1 if the answer is bad, 2 if the input is. */
export function run(args: readonly string[], output: Output): number {
  let status = 0;
  const program = new Command('multicluster')
    .description('Traces requests through the manifests of a multicluster Istio mesh.')
    .version(version)
    .addHelpText('after', EXAMPLE)
    .configureHelp({ subcommandTerm: (each) => each.name() })
    .addCommand(
      traceCommand(output, (answered) => {
        status = answered;
      }),
    );
  const writeOut = (text: string): void => {
    output.print(text.trimEnd());
  };
  const writeErr = (text: string): void => {
    output.complain(text.trimEnd());
  };
  for (const each of [program, ...program.commands])
    each.exitOverride().configureOutput({ writeOut, writeErr }).showHelpAfterError(helpFor(each));
  try {
    program.parse(args, { from: 'user' });
    return status;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : BAD_INPUT;
    if (!(error instanceof ConfigError)) throw error;
    for (const { code, what, fix } of error.issues) output.complain(`error: ${code} ${what} ${fix}`);
    return BAD_INPUT;
  }
}
