/**
 * Messages about constructs.
 * @module
 */
import { defineMessages } from '../errors';

/** Messages about constructs. */
export const CONSTRUCTS = defineMessages({
  MC032: {
    rule: 'A construct has something to render in the plan of its cluster.',
    fix: 'Remove the construct, or describe the call or the placement that needs it.',
  },
  MC190: {
    rule: 'Functions that are passed to constructs do not throw.',
    fix: 'Correct the function. "cause" of this error is what it threw.',
  },
  MC167: {
    rule: 'A construct that renders Deployments has either "container" or "deployment".',
    fix: 'Give "container" for one container per Pod, or "deployment" for the whole Deployment.',
  },
  MC168: {
    rule: 'A Pod has at least one container. Each container has a name and an image, and their names differ.',
    fix: "Write it like { name: 'cart', image: 'registry.example.com/cart:v1' }.",
  },
  MC169: {
    rule: 'The labels, annotations and spec of Pods leave them where the mesh finds them, with their proxy and identity.',
    fix: 'Leave it out.',
  },
  MC170: {
    rule: 'Numbers of Pods, of seconds and of ReplicaSets are integers of at least 0.',
    fix: 'Write an integer.',
  },
  MC181: {
    rule: 'What a container requests, and its limits, are quantities of Kubernetes: numbers, or texts such as "100m" and "64Mi".',
    fix: "Write it like { cpu: '100m', memory: '64Mi' }.",
  },
  MC182: {
    rule: 'Only a strategy of the type RollingUpdate has "rollingUpdate".',
    fix: 'Leave out one of the two.',
  },
  MC187: {
    rule: 'A ClusterChart has no namespace, because each service has its own.',
    fix: 'Pass "namespace" to addService, and put your own objects into a Chart.',
  },
});
