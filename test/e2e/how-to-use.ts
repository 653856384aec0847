/**
 * Explains how to use a lab that stays up.
 * @module
 */
import { gatewayAddress } from './lab/addresses';
import { type LabPlace, PERSON } from './lab/client';

/** Shows the commands for kubectl, istioctl and curl in a lab. */
export function howToUse({ prefix, folder, programs }: LabPlace): string {
  const kubectl = `ip netns exec ${prefix}-c1 ${programs.kubectl} --kubeconfig ${folder}/cluster1/kubeconfig`;
  const istioctl = `ip netns exec ${prefix}-c1 ${programs.istioctl} --kubeconfig ${folder}/cluster1/kubeconfig`;
  const pod = `$(ip netns list | grep -o '${prefix}-c1-default.productpage[^ ]*')`;
  return [
    'The lab stays up until you press Ctrl-C. These commands, in another shell, are for cluster1; for other clusters, change the number:',
    `  ${kubectl} get pods -A`,
    `  ${istioctl} analyze -A`,
    `  ip netns exec ${pod} setpriv --reuid=1000 --regid=1000 --clear-groups curl -sH 'end-user: jason' http://reviews:9080/`,
    `  ip netns exec ${prefix}-${PERSON} curl -s http://${gatewayAddress(1, 'ingress')}/productpage`,
  ].join('\n');
}
