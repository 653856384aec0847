/**
 * Messages about the arguments of the command.
 * @module
 */
import { defineMessages } from '../errors';

/** Messages about the arguments of the command. */
export const COMMANDS = defineMessages({
  MC220: {
    rule: 'The manifests of a mesh are a folder with a folder or a file for each cluster, or several such folders or files.',
    fix: 'Give the folder that the app writes, such as dist/bookinfo.',
  },
  MC221: {
    rule: 'An option has the form that its help shows.',
    fix: 'Run the command with --help.',
  },
});
