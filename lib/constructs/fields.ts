/**
 * The fields that Kubernetes 1.34 has in Pods. A field that looks like none of them is left to Kubernetes.
 * @module
 */
import { nearMiss } from '../errors';
import { isPlain, type Part, SHAPE } from '../reading';

/** The fields of a container. */
export const CONTAINER = [
  ...['args', 'command', 'env', 'envFrom', 'image', 'imagePullPolicy', 'lifecycle', 'livenessProbe', 'name', 'ports'],
  ...['readinessProbe', 'resizePolicy', 'resources', 'restartPolicy', 'restartPolicyRules', 'securityContext'],
  ...['startupProbe', 'stdin', 'stdinOnce', 'terminationMessagePath', 'terminationMessagePolicy', 'tty'],
  ...['volumeDevices', 'volumeMounts', 'workingDir'],
];

/** The fields of the spec of a Pod, and how cdk8s-plus spells them. */
export const POD_SPEC = [
  ...['activeDeadlineSeconds', 'affinity', 'automountServiceAccountToken', 'containers', 'dnsConfig', 'dnsPolicy'],
  ...['enableServiceLinks', 'ephemeralContainers', 'hostAliases', 'hostIPC', 'hostIpc', 'hostNetwork', 'hostPID'],
  ...['hostPid', 'hostUsers', 'hostname', 'hostnameOverride', 'imagePullSecrets', 'initContainers', 'nodeName'],
  ...['nodeSelector', 'os', 'overhead', 'preemptionPolicy', 'priority', 'priorityClassName', 'readinessGates'],
  ...['resourceClaims', 'resources', 'restartPolicy', 'runtimeClassName', 'schedulerName', 'schedulingGates'],
  ...['securityContext', 'serviceAccount', 'serviceAccountName', 'setHostnameAsFQDN', 'setHostnameAsFqdn'],
  ...['shareProcessNamespace', 'subdomain', 'terminationGracePeriodSeconds', 'tolerations'],
  ...['topologySpreadConstraints', 'volumes'],
];

/** Reports a field that Kubernetes does not have, if it looks like one that it has (MC035). `what` has these fields. */
export function checkFields(part: Part, known: readonly string[], what: string): void {
  if (!isPlain(part.value)) return;
  for (const given of Object.keys(part.value)) {
    const meant = known.includes(given) ? undefined : nearMiss(given, known);
    if (meant === undefined) continue;
    const fix = `Its options are the fields of ${what} of Kubernetes.`;
    part.report(SHAPE.MC035, `${part.title} has an unknown option "${given}".`, { got: given, meant, fix });
  }
}
