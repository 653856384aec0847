/**
 * Messages about the clusters and services of a mesh, and who calls whom.
 * @module
 */
import { defineMessages } from '../errors';

/** Messages about the clusters and services of a mesh, and who calls whom. */
export const MESH = defineMessages({
  MC001: {
    rule: 'A name is a DNS label: lower-case letters, digits and "-", with a letter or digit at both ends. The name of a service begins with a letter.',
    fix: 'Rename it.',
  },
  MC002: {
    rule: 'Labels and the names of Services and Gateways have at most 63 characters, other names and hosts at most 253.',
    fix: 'Shorten it: names are never truncated.',
  },
  MC003: { rule: 'A mesh has each cluster once.', fix: 'Remove one of them, or rename it.' },
  MC004: { rule: 'A mesh has each service of a namespace once.', fix: 'Remove one of them, or rename it.' },
  MC005: { rule: 'A version has each of its clusters once.', fix: 'Remove the repeated cluster.' },
  MC007: {
    rule: 'A service has at least one version, and each version at least one cluster.',
    fix: 'Give the version a cluster, or remove it.',
  },
  MC008: {
    rule: 'A version that is named is one that the service has.',
    fix: 'Add it to the versions of the service, or name another.',
  },
  MC009: {
    rule: 'Clusters and services are passed as values of the same mesh.',
    fix: 'Pass what addCluster or addService of this mesh returned, not its name.',
  },
  MC010: {
    rule: 'Nothing is added to a mesh after the first plan().',
    fix: 'Describe the whole mesh first, then plan it.',
  },
  MC018: {
    rule: 'A service has one HTTP route, one TCP route and one TLS route at most.',
    fix: 'Put all rules into one call, in the order in which they are tried.',
  },
  MC020: { rule: 'A port is an integer from 1 to 65535.', fix: 'Give the number of the Service port.' },
  MC021: {
    rule: 'A locality is region, region/zone or region/zone/subzone, each of letters, digits, "-", "_" and ".".',
    fix: "Use the values of the nodes' topology labels.",
  },
  MC022: {
    rule: 'The address of a gateway is an IP address, a DNS name, or a placeholder ${NAME}.',
    fix: "Give the address of the east-west gateway's load balancer, without scheme and port.",
  },
  MC033: {
    rule: 'A host, a domain or the name of a ServiceAccount is a DNS name: labels of lower-case letters, digits and "-", joined by ".".',
    fix: 'Rename it.',
  },
  MC036: {
    rule: 'Each cluster has a gateway of its own. Behind one address, each has a port of its own.',
    fix: 'Give each cluster the address and port of its own east-west gateway.',
  },
  MC060: {
    rule: 'A service has either "port", for one HTTP port, or "ports", at least one.',
    fix: 'Give one of them.',
  },
  MC061: { rule: 'Each port of a service has a number of its own.', fix: 'Give one of them another number.' },
  MC062: {
    rule: 'The protocol of a port is HTTP, HTTP2, GRPC, TCP or TLS.',
    fix: 'Write what is spoken there, and "TCP" if that is none of these.',
  },
  MC063: {
    rule: 'Ports with the same targetPort have the same protocol, because the proxy of a Pod takes the port for one only.',
    fix: 'Give both the same protocol, or give one of them another targetPort.',
  },
  MC070: {
    rule: 'A gateway has at least one address.',
    fix: 'List a GatewayAddress, or leave the gateway out of a cluster that no other one calls.',
  },
  MC071: { rule: 'A gateway has each address once.', fix: 'Remove the repeated address.' },
  MC072: {
    rule: 'The selector of a gateway has at least one label of its Pods, with a key and a value that Kubernetes accepts. Without any, it would select every proxy.',
    fix: "Give labels that the gateway's Pods have and no other Pods have.",
  },
  MC073: {
    rule: 'The exposure of a gateway is "exact", for a Gateway with exactly the services that are called, or "stock", for Istio\'s own Gateway.',
    fix: 'Name one of them.',
  },
  MC074: {
    rule: 'A gateway has serverPort, selector and namespace only with exposure "exact".',
    fix: "Remove it: Istio's stock Gateway has its own, and no other may be written beside it.",
  },
  MC080: {
    rule: 'A mesh with leastPrivilege declares its calls.',
    fix: 'Declare each call with calls(): what is not declared is refused.',
  },
  MC081: { rule: 'A mesh has each ingress gateway of a namespace once.', fix: 'Remove one of them, or rename it.' },
  MC082: {
    rule: 'An ingress gateway runs in at least one cluster, and has each once.',
    fix: 'List the clusters that run it.',
  },
  MC083: {
    rule: 'Under leastPrivilege, whoever has the service account of a caller of a service calls that service too.',
    fix: 'Give it a service account of its own, or declare that it calls the service.',
  },
  MC084: {
    rule: 'Under leastPrivilege, no caller has the service account "default".',
    fix: 'Give it another one: every Pod of the namespace that names no service account would be let in.',
  },
  MC091: {
    rule: "A distribution is 'spread', 'failover', or { failover: [clusters] } with every cluster that runs the service, each once.",
    fix: 'List the clusters in the order in which they are tried.',
  },
  MC115: {
    rule: "Workloads and namespaces are 'generated' or 'existing'.",
    fix: 'Write "existing" for what is made elsewhere.',
  },
  MC116: {
    rule: 'A service with existing workloads names the service account of their Pods; "default" for Pods that name none.',
    fix: 'Give the name: callers in other clusters answer 503 for Pods of another identity.',
  },
});
