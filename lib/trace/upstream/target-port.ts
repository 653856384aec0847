/**
 * The port at which connections arrive that go where the caller's own went: of a ServiceEntry with the resolution NONE, the
 * `targetPort` counts, and not the port that was called.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/networking/core/cluster_builder.go
 * @module
 */
import { type Decided, type Flow, onward } from '../flow';
import type { OriginalTarget } from './original-target';
import type { Target } from './target';

/** Where connections go, and what says so. */
interface Decision {
  readonly flow: Flow;
  readonly original: OriginalTarget;
}

/** Connections to the address that a caller has called, at the port that the ServiceEntry of their destination names. */
export function atTargetPort(
  { service, port }: Target,
  cluster: string,
  flow: Flow,
  original: OriginalTarget,
): Decision {
  if (service.resolution !== 'original-destination') return { flow, original };
  const { object, entry } = service;
  // the entry that counts for the host, even if another one adds the port
  const ports = entry?.ports ?? [];
  const index = ports.findIndex(({ number }) => number === port.number);
  const { targetPort = 0 } = ports[index] ?? {};
  if (targetPort === 0) return { flow, original };
  const { endpoints } = original;
  const hop: Decided = {
    kind: 'endpoint',
    cluster,
    text: `the address that is called, port ${targetPort}`,
    object,
    path: ['spec', 'ports', index, 'targetPort'],
  };
  return {
    flow: onward(flow, hop),
    original: {
      ...original,
      port: targetPort,
      ...(endpoints !== undefined && { endpoints: endpoints.map((each) => ({ ...each, port: targetPort })) }),
      namedBy: object,
    },
  };
}
