/**
 * Messages about the objects that are written into a cluster.
 * @module
 */
import { defineMessages } from '../errors';

/** Messages about the objects that are written into a cluster. */
export const VERIFY = defineMessages({
  MC117: {
    rule: 'An app with Pods of a service with existing workloads also has its Service, with the same name and namespace.',
    fix: 'Add a Service with this name and namespace to the app.',
  },
  MC118: {
    rule: 'The Service of existing workloads selects the Pods of every version, and no other Pods.',
    fix: 'Select by a label that all its Pods have, such as "app". With cdk8s-plus, write selector: Pods.select(scope, id, { labels: { app: … } }).',
  },
  MC119: {
    rule: 'The Service of existing workloads has each port of the service. The name of the port starts with its protocol, or its appProtocol declares it.',
    fix: 'Write the port as { name: "http", port: … }, or as "ports" of the service describes it.',
  },
  MC120: {
    rule: 'For each version with existing workloads in a cluster, the Service selects Pods whose label "version" is the version.',
    fix: 'Label the Pods, or remove the cluster from the version. With cdk8s-plus, write podMetadata: { labels: { … } }.',
  },
  MC121: {
    rule: 'Existing Pods of a service have every label that its Service selects by.',
    fix: 'Label the Pods, or select them by labels that they have. With cdk8s-plus, write podMetadata: { labels: { … } }.',
  },
  MC122: {
    rule: 'Existing Pods have the labels that the plan of the service lists in "podLabels" for their version.',
    fix: 'Add the labels to the template of the Pods. With cdk8s-plus, write podMetadata: { labels: { … } }.',
  },
  MC123: {
    rule: 'Pods that the Service of existing workloads selects have a label "version", whose value is a version of the service in the cluster.',
    fix: 'Correct the label, or list the cluster for the version in addService.',
  },
  MC124: {
    rule: 'Existing Pods run as the ServiceAccount that "serviceAccountName" of the service names.',
    fix: 'Run the Pods as this ServiceAccount, or pass theirs to addService. Calls from other clusters fail with 503 if the Pods have another identity.',
  },
  MC129: {
    rule: 'In a cluster, and in the folder of an app, a name of a mesh means one description.',
    fix: 'Give one of the two meshes another name, or another "outdir" if it is for other clusters. If the description has changed since the process wrote one of them, write all its apps with one synthAll.',
  },
  MC130: {
    rule: 'All clusters in the folder of an app are planned with one scheme.',
    fix: 'Write all clusters of the plan with one synthAll. Give the app of a plan under another scheme another name.',
  },
  MC192: {
    rule: 'Objects and charts can be rendered: each JSON patch finds what it goes into, and no value throws.',
    fix: 'Correct its patches and its values. If a patch adds to a map that is missing, add the whole map: JsonPatch.add("/metadata/labels", { tier: "web" }). Or call metadata.addLabel("tier", "web").',
  },
  MC133: {
    rule: 'An autoscaler names a Deployment that exists.',
    fix: 'Name the Deployment of a version. "workloads" of the plan of a service has their names.',
  },
  MC134: {
    rule: 'The Service of generated workloads selects the Pods of its own Deployments only.',
    fix: 'Give the Pods other labels. If they serve a version of the service, describe its workloads as "existing".',
  },
  MC135: {
    rule: 'In a cluster, one VirtualService routes a host for sidecars, and no HTTPRoute or GRPCRoute does beside it.',
    fix: 'Describe its rules with addRoute, or remove the host from it. Istio obeys only the VirtualService that was created first.',
  },
  MC136: {
    rule: 'In a cluster, one DestinationRule applies to a host of the mesh.',
    fix: 'Remove the DestinationRule. If the host is a service of the mesh, pass its settings to addService as "trafficPolicy" or "versionPolicies". Istio merges both rules, and takes each setting from the one that was created first.',
  },
  MC137: {
    rule: 'In a cluster, a host of the mesh belongs to one ServiceEntry or Service.',
    fix: 'Remove the host from this ServiceEntry, or give it another name.',
  },
  MC138: {
    rule: 'At a port of a gateway, connections to a host are passed through by one server, and no server takes them without TLS.',
    fix: 'Remove the host from this Gateway. Both together make the gateway drop or reject connections to other hosts too. If it is for other Pods, let its selector differ from the other one in the value of a label.',
  },
  MC139: {
    rule: 'What the plan holds is written as planned: names, selectors, ports, the labels and the service account of Pods, and the specs of Istio objects.',
    fix: 'Remove what changes it, such as a JSON patch, and describe the change in the mesh. You can change all else: resources, replicas, containers, and other labels and annotations.',
  },
  MC140: {
    rule: 'A construct of this library writes all its objects.',
    fix: 'Leave its objects in the tree, and in the output of the chart. If something else creates the Pods of a service, describe it with workloads: "existing".',
  },
  MC141: {
    rule: 'An object of the plan has no other labels and annotations by which Istio treats it differently.',
    fix: 'Remove it from this object. To label everything, use "labels" of ClusterApp, which leaves out what must not be labelled.',
  },
  MC142: {
    rule: 'Pods of a service or of a caller have a sidecar if other clusters or mutual TLS reach them, or if they call what only a sidecar reaches. The sidecar receives what is sent to the ports of the service, and sends what they call.',
    fix: 'Let them be injected, or do not describe them as part of the mesh.',
  },
  MC154: {
    rule: 'Pods accept mutual TLS if other clusters or policies need it.',
    fix: 'Let its mode be PERMISSIVE or STRICT for these Pods, or remove the policy.',
  },
  MC174: {
    rule: 'A Sidecar imports the services that its Pods call, if only sidecars that know them reach all their versions.',
    fix: 'Add the host to a list of hosts in "egress".',
  },
  MC143: {
    rule: 'A Service is visible in the namespaces of its callers, and of the gateway if other clusters send requests to it.',
    fix: 'Remove the annotation, or add the namespaces to it.',
  },
  MC144: {
    rule: 'A Service has a ClusterIP if callers in its cluster are sent to its versions. For a headless Service, Istio ignores the version.',
    fix: 'Give it a ClusterIP, or add a second Service with one over the same Pods and describe that.',
  },
  MC145: {
    rule: 'A port of a Service has the same protocol in all clusters and, under EndpointDiscovery, the same name.',
    fix: 'Write the port alike in all clusters. Callers find endpoints in other clusters by the name of the port.',
  },
  MC146: {
    rule: 'A VirtualService that delegates to the rules of a service names the VirtualService of its rules for ingress gateways.',
    fix: 'Correct the name.',
  },
  MC147: {
    rule: 'The namespace of a VirtualService sees the rules to which it delegates.',
    fix: 'Move it to a namespace that sees them, or list its namespace in "routeNamespaces" of addIngressGateway.',
  },
  MC148: {
    rule: 'A VirtualService sends requests only to subsets that the host has.',
    fix: 'Correct the name, or describe the version.',
  },
  MC149: {
    rule: 'The apps of a cluster write everything that the plan has for a service, or nothing of it. Its Namespace, the Gateway if other clusters call it, and the external services that it calls are parts of it.',
    fix: 'Add the construct that renders it, or use ClusterChart. If another app has it, write both with one synthAll.',
  },
  MC152: {
    rule: 'The Service of a service in the mesh is not of type ExternalName. For Istio, its host is only another name of the host outside.',
    fix: 'Select Pods instead. Describe what is outside of the mesh with addExternalService.',
  },
  MC151: {
    rule: 'An app writes something if its plan has objects that no other app of the cluster writes.',
    fix: 'Add a ClusterChart to the app. If another app has the objects, write both with one synthAll.',
  },
});
