/**
 * lib/trace as what is compared with the oracle.
 * @module
 */
import { readObject } from '../../lib/manifests';
import { trace, TracedMesh } from '../../lib/trace';
import type { Subject } from './subject';

export const answer: Subject = (clusters, { connected = false, gateways = {}, meshConfig = {}, localities = {} }) => {
  const mesh = new TracedMesh(
    clusters.map(({ name, objects }) => ({ name, objects: objects.map((each) => readObject(each, name)) })),
    {
      gateways: new Map(Object.entries(gateways)),
      isConnected: connected,
      clusters: new Map(
        clusters.map(({ name }) => [name, { config: meshConfig[name] ?? '', locality: localities[name] ?? '' }]),
      ),
    },
  );
  return (request) =>
    trace(mesh, request).map(
      ({ probability, status, flag, cluster, workload, version, path, host, location, mirrors = [] }) => ({
        probability,
        status,
        ...(flag !== undefined && { flag }),
        ...(cluster !== undefined && { cluster }),
        ...(workload !== undefined && { workload }),
        ...(version !== undefined && { version }),
        ...(path !== undefined && { path }),
        ...(host !== undefined && { host }),
        ...(location !== undefined && { location }),
        ...(status === 200 &&
          mirrors.length > 0 && {
            mirrors: mirrors.map(({ host: to, subset = '', share }) => `${to} ${subset} ${share}`),
          }),
      }),
    );
};
