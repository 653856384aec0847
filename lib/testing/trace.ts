/**
 * Follows a request of a user.
 * @module
 */
import { type Outcome, trace as follow, type TracedMesh, type TraceRequest } from '../trace';
import { meshIn } from './given';
import { readRequest } from './read-request';

/**
 * Follows a request. The outcomes are sorted by probability, then cluster, then workload and its namespace.
 *
 * @throws ConfigError if the mesh is not one of `loadMesh` (MC225), the request has another form (MC035, MC228), the caller is
 * unknown (MC210) or not one workload (MC211), or the URL is not one that is followed (MC212, MC235)
 */
export function trace(mesh: TracedMesh, request: TraceRequest): readonly Outcome[] {
  return follow(meshIn(mesh), readRequest(request));
}
