/**
 * What a trace says of a request, in the form in which a real mesh is seen.
 * @module
 */
import { readObject } from '../../../lib/manifests';
import { type Outcome, trace, TracedMesh } from '../../../lib/trace';
import type { MeshWorld, Objects, Request, Seen } from './transcript';

/** One way in which a request may end. */
export interface Expected {
  readonly probability: number;
  readonly seen: Seen;
  /** What ways have in common that share a connection through a gateway. The gateway chooses for the connection, not for requests. */
  readonly gateway?: string;
}

/** A mesh with the objects of a configuration. */
export function tracedMesh({ objects: world, config, localities }: MeshWorld, drawn: Objects): TracedMesh {
  const names = Object.keys(world);
  const manifests = names.map((name) => ({
    name,
    objects: [...(world[name] ?? []), ...(drawn[name] ?? [])].map((object) => readObject(object, name)),
  }));
  const facts = names.map((name) => [name, { config, locality: localities[name] ?? '' }] as const);
  return new TracedMesh(manifests, { clusters: new Map(facts) });
}

/** How a request may end. */
export function expected(mesh: TracedMesh, request: Request): readonly Expected[] {
  return trace(mesh, request).map((outcome) => {
    const gateway = gatewayOf(outcome);
    return { probability: outcome.probability, seen: seenIn(outcome), ...(gateway !== undefined && { gateway }) };
  });
}

function seenIn({ status, flag, reason, cluster, workload, path, host, location, hops }: Outcome): Seen {
  // a proxy that answers itself has a reason
  const isOutside = status === 200 && workload === undefined && reason === undefined;
  // a connection that is not HTTP ends without a status; so does a name that nobody knows, which comes to nothing but its caller
  const isCut = status === 0 && hops.length > 1;
  const isRead = workload !== undefined || isOutside;
  return {
    status,
    ...(isCut ? { flag: 'cut' } : flag !== undefined && { flag }),
    ...(isOutside && { cluster: 'outside' }),
    ...(workload !== undefined && cluster !== undefined && { cluster, workload }),
    ...(isRead && path !== undefined && { path }),
    ...(isRead && host !== undefined && { host }),
    ...(location !== undefined && { location }),
  };
}

/** The hops to the last gateway that passes a connection through. */
function gatewayOf({ hops }: Outcome): string | undefined {
  const last = hops.findLastIndex(({ kind, text }) => kind === 'gateway' && text.startsWith('filter chain for'));
  if (last === -1) return undefined;
  return JSON.stringify(hops.slice(0, last + 1).map(({ kind, cluster, text, at }) => [kind, cluster, text, at]));
}
