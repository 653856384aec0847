/**
 * Checks that Pods accept mutual TLS where the mesh needs it.
 * @module
 */
import type { Finding } from '../../errors';
import { isOfSecurity, type ManifestObject } from '../../manifests';
import { PeerAuthentications } from '../../trace';
import { makeFinding, titleOf } from '../finding';
import { VERIFY } from '../messages';
import type { Written } from '../written';
import { reasonFor, targetsOf } from './check-proxies';

/** Finds PeerAuthentications that switch off mutual TLS for Pods that need it (MC154). */
export function checkPeers(written: Written): readonly Finding[] {
  if (!written.own.some(isPeerAuthentication)) return [];
  const { cluster, members, objects } = written;
  const peers = new PeerAuthentications(objects.all.filter(isPeerAuthentication));
  return members().flatMap((member) => {
    const why = reasonFor(member.plan);
    if (why === undefined) return [];
    const found = new Map<string, Finding>();
    for (const pods of member.pods) {
      for (const port of targetsOf(member, pods)) {
        const { mode, object } = peers.modeOf({ namespace: pods.namespace ?? '', labels: pods.podLabels }, port);
        if (mode !== 'DISABLE' || object === undefined || found.has(object.id)) continue;
        const what = `${titleOf(object, cluster)} must not disable mutual TLS at port ${port} of the Pods of ${pods.id}, because ${why}.`;
        found.set(object.id, makeFinding(VERIFY.MC154, { what, got: mode }, object, cluster));
      }
    }
    return [...found.values()];
  });
}

function isPeerAuthentication(object: ManifestObject): boolean {
  return object.kind === 'PeerAuthentication' && isOfSecurity(object);
}
