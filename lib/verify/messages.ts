/**
 * Messages about objects that are to be written into a cluster.
 * @module
 */
import { defineMessages } from '../errors';

/** Messages about objects that are to be written into a cluster. */
export const VERIFY = defineMessages({
  MC117: {
    rule: 'An app that has Pods of a service with existing workloads has its Service too, by the name and in the namespace of the service.',
    fix: 'Add the Service to the app, or rename it.',
  },
  MC118: {
    rule: 'The Service of existing workloads selects the Pods of every version, and no other Pods.',
    fix: 'Select by a label that all its Pods have, such as "app"; with cdk8s-plus, write selector: Pods.select(scope, id, { labels: { app: … } }).',
  },
  MC119: {
    rule: 'The Service of existing workloads has each port of the service. The name of the port begins with its protocol, or its appProtocol says it.',
    fix: 'Write the port as { name: "http", port: … }, or as "ports" of the service have it.',
  },
  MC120: {
    rule: 'For each version with existing workloads in a cluster, the Service selects Pods that have the version as their label "version".',
    fix: 'Label the Pods, or remove the cluster from the version; with cdk8s-plus, write podMetadata: { labels: { … } }.',
  },
  MC121: {
    rule: 'Existing Pods of a service have every label that its Service selects by.',
    fix: 'Label the Pods, or select them by labels that they have; with cdk8s-plus, write podMetadata: { labels: { … } }.',
  },
  MC122: {
    rule: 'Existing Pods have the labels that "podLabels" in the plan of the service has for their version.',
    fix: 'Add the labels to the template of the Pods; with cdk8s-plus, write podMetadata: { labels: { … } }.',
  },
  MC123: {
    rule: 'Pods that the Service of existing workloads selects have a label "version", which is a version of the service in the cluster.',
    fix: 'Correct the label, or list the cluster for the version in addService.',
  },
  MC124: {
    rule: 'Existing Pods run as the ServiceAccount that "serviceAccountName" of the service names.',
    fix: 'Run the Pods as it, or pass theirs to addService: callers in other clusters answer 503 for Pods of another identity.',
  },
});
