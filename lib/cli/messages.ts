/**
 * Messages about the arguments of the command.
 * @module
 */
import { defineMessages } from '../errors';

/** Messages about the arguments of the command. */
export const COMMANDS = defineMessages({
  MC220: {
    rule: 'The manifests of a mesh are a folder with a folder for each cluster, or a path for each cluster. A folder that has only files is one cluster.',
    fix: 'Give the folder that the app writes, such as dist/bookinfo.',
  },
  MC221: {
    rule: 'An option has the form that its help shows.',
    fix: 'Run the command with --help.',
  },
  MC223: {
    rule: 'The file of --mesh-config exists, and is a map in YAML, as istiod takes it: what is in `data.mesh` of the ConfigMap `istio`.',
    fix: 'Correct the path or the file.',
  },
  MC224: {
    rule: 'Each cluster has a name of its own, which is the name of its folder or file.',
    fix: 'Rename the folder or the file, or leave one of them out.',
  },
  MC227: {
    rule: 'A trace gets manifests, a caller, a method in capital letters if there is one, and a URL, which comes last.',
    fix: 'Write, for example: multicluster trace dist/bookinfo --from cluster1/productpage http://reviews:9080/reviews/0.',
  },
});
