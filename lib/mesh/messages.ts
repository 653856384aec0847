/**
 * Messages about clusters, services and calls.
 * @module
 */
import { defineMessages } from '../errors';

/** Messages about clusters, services and calls. */
export const MESH = defineMessages({
  MC001: {
    rule: 'A name is a DNS label: lower-case letters, digits and "-", with a letter or digit at both ends. The name of a service starts with a letter.',
    fix: 'Choose a name such as "cart" or "cart-2".',
  },
  MC002: {
    rule: 'Labels and the names of Services and Gateways have at most 63 characters. Other names and hosts have at most 253.',
    fix: 'Shorten it. Names are never truncated.',
  },
  MC003: { rule: 'The clusters of a mesh have different names.', fix: 'Remove or rename one of the two.' },
  MC004: { rule: 'The services of a namespace have different names.', fix: 'Remove or rename one of the two.' },
  MC005: { rule: 'A version lists each of its clusters once.', fix: 'Remove the repeated cluster.' },
  MC007: {
    rule: 'A service has at least one version, and each version has at least one cluster.',
    fix: 'Give the version a cluster, or remove it.',
  },
  MC008: {
    rule: 'Rules, calls and policies name only versions that the service has.',
    fix: 'Name one of its versions, or add the missing one to the service.',
  },
  MC009: {
    rule: 'Clusters and services are passed as values of the same mesh, not as names.',
    fix: 'Pass the value that addCluster or addService of this mesh returned.',
  },
  MC010: {
    rule: 'Nothing is added to a mesh after the first plan().',
    fix: 'Describe the whole mesh before you call plan().',
  },
  MC018: {
    rule: 'A service has at most one HTTP route, one TCP route and one TLS route.',
    fix: 'Put all rules into one call, in the order in which they are tried.',
  },
  MC020: { rule: 'A port is an integer from 1 to 65535.', fix: 'Give the number of the Service port.' },
  MC021: {
    rule: 'A locality is region, region/zone or region/zone/subzone. Each part consists of letters, digits, "-", "_" and ".".',
    fix: "Use the values of the nodes' topology labels.",
  },
  MC022: {
    rule: 'The address of a gateway is an IP address, a DNS name, or a placeholder like ${NAME}.',
    fix: "Give the address of the east-west gateway's load balancer, without scheme and port.",
  },
  MC033: {
    rule: 'A host, a domain or the name of a ServiceAccount is a DNS name: labels of lower-case letters, digits and "-", joined by ".".',
    fix: 'Choose a name such as "cart" or "mesh.internal".',
  },
  MC036: {
    rule: 'Each cluster has its own gateway: clusters that share an address have different ports.',
    fix: 'Give each cluster the address and port of its own east-west gateway.',
  },
  MC060: {
    rule: 'A service has either "port", for one HTTP port, or "ports" with at least one port.',
    fix: 'Give either "port" or "ports".',
  },
  MC061: { rule: 'The ports of a service have different numbers.', fix: 'Give one of them another number.' },
  MC062: {
    rule: 'The protocol of a port is HTTP, HTTP2, GRPC, TCP or TLS.',
    fix: 'Use "TCP" for any other protocol.',
  },
  MC063: {
    rule: 'Ports with the same targetPort have the same protocol, because the proxy of a Pod treats that port as one protocol.',
    fix: 'Give both the same protocol, or give one of them another targetPort.',
  },
  MC070: {
    rule: 'A gateway has at least one address.',
    fix: 'List a GatewayAddress, or leave "gateway" out if no other cluster calls this one.',
  },
  MC071: { rule: 'A gateway lists each address once.', fix: 'Remove the repeated address.' },
  MC072: {
    rule: 'The selector of a gateway has at least one label, with a key and a value that Kubernetes accepts. An empty selector would select every proxy.',
    fix: "Give labels that the gateway's Pods have and no other Pods have.",
  },
  MC073: {
    rule: 'The exposure of a gateway is "exact", for a Gateway that admits exactly the services that are called, or "stock", for Istio\'s own Gateway.',
    fix: 'Use one of these values.',
  },
  MC074: {
    rule: 'A gateway has "serverPort", "selector" and "namespace" only with exposure "exact".',
    fix: 'Remove it: it describes the Gateway that exposure "exact" writes.',
  },
  MC080: {
    rule: 'A mesh with leastPrivilege declares its calls.',
    fix: 'Declare each call with calls(). Calls that are not declared are refused.',
  },
  MC081: {
    rule: 'The ingress gateways of a namespace have different names.',
    fix: 'Remove or rename one of the two.',
  },
  MC082: {
    rule: 'An ingress gateway runs in at least one cluster, and lists each once.',
    fix: 'List each cluster that runs it once.',
  },
  MC083: {
    rule: 'Under leastPrivilege, services and gateways that share a service account call the same services.',
    fix: 'Give it a service account of its own, or declare that it calls the service.',
  },
  MC084: {
    rule: 'Under leastPrivilege, no caller has the service account "default".',
    fix: 'Give it its own service account: "default" also belongs to every Pod in the namespace that names none.',
  },
  MC091: {
    rule: 'A distribution is "local", "spread", "failover", or { failover: [clusters] } with every cluster that runs the service, each once.',
    fix: 'List the clusters in the order in which they are tried.',
  },
  MC115: {
    rule: 'Workloads and namespaces are "generated" or "existing".',
    fix: 'Use "existing" if something else creates them.',
  },
  MC116: {
    rule: 'A service with existing workloads names the service account of their Pods. It is "default" for Pods that name none.',
    fix: 'Give the name: calls from other clusters fail with 503 if the Pods have another identity.',
  },
  MC155: {
    rule: 'No targetPort of a service, and no port of a container that the library writes, is 15000, 15001, 15006, 15008, 15020, 15021 or 15090, and no HTTP, HTTP2 or GRPC port of a Service is 15001, 15006, 15021 or 15090: sidecars use these ports.',
    fix: 'Choose another port.',
  },
  MC156: {
    rule: 'The callers of a namespace that addCaller adds have different names.',
    fix: 'Remove or rename one of the two.',
  },
  MC157: {
    rule: 'A caller that addCaller adds runs in at least one cluster, and lists each once. Its labels have keys and values that Kubernetes accepts.',
    fix: 'List each cluster that runs it once.',
  },
  MC158: {
    rule: 'A port of an external service with "tls" is not a TLS port, and has a "targetPort". Its "tls" has the mode "SIMPLE", and "caCertificates" is an absolute path or "system".',
    fix: "Write it like { port: 80, protocol: 'HTTP', targetPort: 443, tls: { mode: 'SIMPLE' } }.",
  },
  MC184: {
    rule: 'The "port" of an external service is a port at which callers speak TLS, such as 443. Port 80 is for HTTP.',
    fix: 'Write ports: { http: { port: 80, protocol: \'HTTP\' } }, with "tls" and "targetPort" if proxies encrypt.',
  },
  MC159: {
    rule: 'The host of an external service is a DNS name of at least two labels, in lower case and without wildcard, and not the name of a Service. Its "addresses" are IP addresses, each once.',
    fix: 'Give the name that callers use, without scheme and port.',
  },
  MC160: {
    rule: 'External services have different hosts. In a namespace, external services and services have different names.',
    fix: 'Remove or rename one of the two.',
  },
  MC165: {
    rule: 'A version is the value of a label: letters, digits, "-", "_" and ".", with a letter or digit at both ends.',
    fix: 'Choose a name such as "v2", "1.0.6" or "2024-01-01".',
  },
  MC178: {
    rule: 'The address of a gateway leads other clusters to it. It is not a loopback, unspecified, link-local, multicast, broadcast or reserved address, nor "localhost", nor the host of a Service.',
    fix: "Give the address of the east-west gateway's load balancer.",
  },
  MC171: {
    rule: 'A revision is the name of a revision of Istio or of a revision tag, which is the value of a label.',
    fix: "Write it like '1-31-0' or 'canary', as \"istioctl tag list\" shows it.",
  },
  MC172: {
    rule: 'Revisions by namespace are for namespaces that services or callers of the mesh have.',
    fix: 'Name a namespace of the mesh.',
  },
  MC173: {
    rule: 'A mesh with existing Namespaces has no "revision", because the library does not label them.',
    fix: 'Label the Namespaces yourself, or leave "namespaces" out.',
  },
  MC179: {
    rule: 'The IP families of a cluster are "IPv4", "IPv6" or both, each once.',
    fix: 'List the families of the addresses that its Pods can reach.',
  },
});
