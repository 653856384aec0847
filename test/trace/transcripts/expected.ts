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
  /** What ways have in common that share a connection. Where it goes is chosen once, and not for each request. */
  readonly connection?: string;
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
    const connection = connectionOf(outcome);
    return { probability: outcome.probability, seen: seenIn(outcome), ...(connection !== undefined && { connection }) };
  });
}

function seenIn(outcome: Outcome): Seen {
  const { status, flag, reason, cluster, workload, path, host, location, hops } = outcome;
  // a proxy that answers itself has a reason
  const isOutside = status === 200 && workload === undefined && reason === undefined;
  // a connection that is not HTTP ends without a status; so does a name that nobody knows, which comes to nothing but its caller
  const isCut = status === 0 && hops.length > 1;
  const isServed = workload !== undefined || isOutside;
  return {
    status,
    ...(isCut ? { flag: 'cut' } : flag !== undefined && !isRead(outcome) && { flag }),
    ...(isOutside && { cluster: 'outside' }),
    ...(workload !== undefined && cluster !== undefined && { cluster, workload }),
    ...(isServed && path !== undefined && { path }),
    ...(isServed && host !== undefined && { host }),
    ...(location !== undefined && { location }),
  };
}

/**
 * The hops to where a connection that requests share is passed on as it is: by the last gateway that does so, or by a proxy that
 * chooses no endpoint.
 */
function connectionOf({ hops }: Outcome): string | undefined {
  const passed = hops.findLastIndex(({ kind, text }) => kind === 'gateway' && text.startsWith('filter chain for'));
  const sent = hops.some(({ kind }) => kind === 'endpoint') ? -1 : hops.findLastIndex(isOfProxy);
  const last = Math.max(passed, sent);
  if (last === -1) return undefined;
  return JSON.stringify(hops.slice(0, last + 1).map(({ kind, cluster, text, at }) => [kind, cluster, text, at]));
}

/** Whether a hop is of a proxy that reads requests. */
function isOfProxy({ kind, text }: Outcome['hops'][number]): boolean {
  return ['virtual host', 'destination'].includes(kind) && !text.startsWith('no listener');
}

/** Whether a gateway reads the request after the proxy of the caller, to which each answer of the gateway is a response. */
function isRead({ hops }: Outcome): boolean {
  const sent = hops.findIndex(({ kind }) => kind === 'virtual host');
  return (
    sent !== -1 && hops.slice(sent).some(({ kind, text }) => kind === 'gateway' && text.startsWith('server for http'))
  );
}
