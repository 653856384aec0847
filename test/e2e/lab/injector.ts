/**
 * Stands in for Istio's sidecar injector: adds to Pods what the mesh sees of a sidecar. The lab's kubelet runs the proxy itself.
 * @see https://istio.io/latest/docs/setup/additional-setup/sidecar-injection/
 * @module
 */

/** The name of the container that makes a Pod part of the mesh. */
export const PROXY_CONTAINER = 'istio-proxy';

const NAME = 'sidecar-injector';

/** The labels that the injector adds, with the CEL expressions of their values. A gateway ignores endpoints without the first. */
const LABELS = {
  'security.istio.io/tlsMode': '"istio"',
  'service.istio.io/canonical-name': 'object.metadata.labels[?"app"].orValue("unknown")',
  'service.istio.io/canonical-revision': 'object.metadata.labels[?"version"].orValue("latest")',
};

const ADDITIONS = [
  `JSONPatch{op: "add", path: "/spec/containers/-", value: Object.spec.containers{name: "${PROXY_CONTAINER}", image: "istio/proxyv2"}}`,
  ...Object.entries(LABELS).map(
    ([name, value]) =>
      `JSONPatch{op: "add", path: "/metadata/labels/" + jsonpatch.escapeKey("${name}"), value: ${value}}`,
  ),
];

/** The revision of Istio whose injector Namespaces may ask for in place of the default one. */
export const REVISION = 'canary';

/** The Namespaces of each injector, as Istio's webhooks select them: a revision is ignored beside the label of the default one. */
const SELECTORS = {
  [NAME]: { matchLabels: { 'istio-injection': 'enabled' } },
  [`${NAME}-${REVISION}`]: {
    matchLabels: { 'istio.io/rev': REVISION },
    matchExpressions: [{ key: 'istio-injection', operator: 'DoesNotExist' }],
  },
};

/** The injectors, for `kubectl apply`. As in an Istio installation, namespaces ask for one with a label. */
export const INJECTOR = {
  apiVersion: 'v1',
  kind: 'List',
  items: Object.entries(SELECTORS).flatMap(([name, namespaceSelector]) => [
    {
      apiVersion: 'admissionregistration.k8s.io/v1beta1',
      kind: 'MutatingAdmissionPolicy',
      metadata: { name },
      spec: {
        matchConstraints: {
          namespaceSelector,
          resourceRules: [{ apiGroups: [''], apiVersions: ['v1'], resources: ['pods'], operations: ['CREATE'] }],
        },
        failurePolicy: 'Fail',
        reinvocationPolicy: 'Never',
        mutations: [{ patchType: 'JSONPatch', jsonPatch: { expression: `[${ADDITIONS.join(', ')}]` } }],
      },
    },
    {
      apiVersion: 'admissionregistration.k8s.io/v1beta1',
      kind: 'MutatingAdmissionPolicyBinding',
      metadata: { name },
      spec: { policyName: name },
    },
  ]),
};
