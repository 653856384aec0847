/**
 * Messages about questions that cannot be answered.
 * @module
 */
import { defineMessages } from '../errors';

/** Messages about the questions of a trace. */
export const TRACES = defineMessages({
  MC210: {
    rule: 'The caller of a trace is a workload of one of the clusters.',
    fix: 'Write the cluster and the workload, such as cluster1/productpage.',
  },
  MC211: {
    rule: 'The name of a caller stands for one workload.',
    fix: 'Write the name of the workload.',
  },
  MC212: {
    rule: 'A trace follows a request to a URL of http, https, tcp or tls.',
    fix: 'Write the URL as the caller does, such as http://reviews:9080/reviews/0.',
  },
  MC213: {
    rule: 'What a trace takes to be gone is a cluster, a workload or a gateway.',
    fix: 'Write a cluster, such as cluster2, or a workload or a gateway of one, such as cluster1/reviews-v1.',
  },
  MC214: {
    rule: 'A trace follows all objects that change where requests go, or refuse them.',
    fix: 'Look at what it does to the request, or ask the mesh itself.',
  },
  MC215: {
    rule: 'The regular expressions of rules are ones of RE2, as Envoy reads them.',
    fix: 'Correct the expression. Istio refuses the object as it is.',
  },
  MC216: {
    rule: 'An object stands once in the manifests of a cluster.',
    fix: 'Remove all but one of them: kubectl leaves the last one in the cluster, and a trace may follow another one.',
  },
  MC217: {
    rule: 'A field of an Istio object that takes one of some words, such as ALLOW or DENY, has one of them.',
    fix: 'Correct the word. Kubernetes refuses the object as it is. The trace follows it all the same, without the field.',
  },
  MC218: {
    rule: 'The address of a gateway is an IP address, a DNS name or a placeholder, without a port.',
    fix: 'Write the address as the endpoints in the manifests have it.',
  },
  MC219: {
    rule: 'The locality of a cluster is a region, optionally with a zone and a subzone.',
    fix: 'Write a locality such as us-south/zone1.',
  },
  MC222: {
    rule: 'A fact about a cluster names one of the clusters whose manifests are given.',
    fix: 'Write the name of its folder or file.',
  },
  MC231: {
    rule: "An object of Istio's API has a kind, fields and types of values that Istio 1.31 has.",
    fix: 'Correct the value. Kubernetes refuses the object as it is. The trace follows it all the same, without this value.',
  },
  MC232: {
    rule: 'A MeshConfig has only fields that Istio 1.31 has, with the words and the types of values that it reads.',
    fix: 'Correct it.',
  },
  MC233: {
    rule: 'A MeshConfig is a map in YAML, as istiod takes it: what is in `data.mesh` of the ConfigMap `istio`.',
    fix: 'Correct the YAML.',
  },
  MC234: {
    rule: 'A cluster has one MeshConfig: in the ConfigMap `istio`, or in that of its only revision.',
    fix: 'Say with --mesh-config which one counts, or remove the others from the manifests.',
  },
  MC235: {
    rule: 'A trace follows requests that leave the Pod of their caller.',
    fix: 'Write the name of a Service, such as http://reviews:9080/reviews/0.',
  },
  MC236: {
    rule: "An object of Istio's API is one that Istio's validating webhook takes.",
    fix: 'Correct it. Kubernetes refuses the object as it is. The trace follows it all the same.',
  },
  MC238: {
    rule: 'A trace follows Istio 1.30 or 1.31.',
    fix: 'Name the nearest one. What else differs between releases is rare.',
  },
});
