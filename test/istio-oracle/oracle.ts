/**
 * Answers requests to a mesh from what Istio's control plane tells its proxies.
 * @module
 */
import type { Configured } from './ask';
import { type End, failed } from './envoy/end';
import { Follower } from './envoy/follow';
import type { Http, Payload } from './envoy/wire';
import { ISTIO_SYSTEM } from './kubernetes/objects';
import type { Pod } from './kubernetes/pods';
import type { World } from './kubernetes/world';

/** A request. */
export interface Request {
  /** `<cluster>/<namespace>/<workload>`, or `<cluster>/ingress`. */
  readonly from: string;
  readonly method?: string;
  /** `http://host:port/path`, `https://host:port`, `tls://host:port` or `tcp://host:port`. */
  readonly to: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One way in which a request ends. The probabilities of all of them add up to 1. */
export interface Answer {
  readonly probability: number;
  /** 200 if a Pod is reached; 0 if there is no answer. */
  readonly status: number;
  readonly flag?: string;
  readonly cluster?: string;
  readonly workload?: string;
  readonly version?: string;
  readonly path?: string;
  readonly host?: string;
  readonly location?: string;
  /** The copies of what is served, as `<host> <subset> <share>`. */
  readonly mirrors?: readonly string[];
}

/** Where a request ends, and what decided that. */
export interface Answered {
  readonly answers: readonly Answer[];
  /** Objects as `<cluster> <kind> <namespace>/<name>`. */
  readonly decided: ReadonlySet<string>;
}

/** Where a request ends, and what decided that. */
export function answered(request: Request, world: World, configured: Configured): Answered {
  const follower = new Follower(world, configured);
  const answers = merged(ends(request, follower).map(answerOf));
  return { answers, decided: follower.decided };
}

function ends(request: Request, follower: Follower): readonly End[] {
  const { world } = follower;
  const [cluster = '', namespace = '', workload] = request.from.split('/');
  const { host, port, payload } = read(request);
  if (workload === undefined) return ingress(cluster, port, payload, follower);
  const pod = world.cluster(cluster).pods.find((each) => each.namespace === namespace && each.workload === workload);
  if (pod === undefined) throw new Error(`there is no caller ${request.from}`);
  const named = world.serviceNamed(host, cluster, namespace)?.service;
  if (named !== undefined) follower.noteService(named, cluster);
  const addresses = world.resolve(host, cluster, namespace);
  if (addresses === undefined) return [{ probability: 1, status: 0 }];
  return addresses.flatMap((address) =>
    follower
      .fromPod(pod, { address, port }, payload)
      .map((each) => ({ ...each, probability: each.probability / addresses.length })),
  );
}

/** What comes from outside goes to the port of the gateway's Pod that its Service names. */
function ingress(cluster: string, port: number, payload: Payload, follower: Follower): readonly End[] {
  const { services, pods } = follower.world.cluster(cluster);
  const isGateway = ({ namespace, labels }: Pod): boolean =>
    namespace === ISTIO_SYSTEM && labels['istio'] === 'ingressgateway';
  let isServed = false;
  for (const { service, selected } of services) {
    for (const declared of service.spec.ports ?? []) {
      const backend = selected(declared).find(({ pod }) => isGateway(pod));
      if (backend !== undefined && declared.port === port)
        return follower.intoGateway(backend.pod, backend.port, payload);
      isServed ||= backend !== undefined;
    }
  }
  // a gateway without a Service is called directly
  if (isServed) return failed(0, 'UF');
  const pod = pods.find(isGateway);
  if (pod === undefined) throw new Error('there is no ingress gateway');
  return follower.intoGateway(pod, port, payload);
}

function read(request: Request): { readonly host: string; readonly port: number; readonly payload: Payload } {
  const { scheme, host, port } = partsOf(request);
  if (scheme === 'tcp') return { host, port, payload: { kind: 'bytes' } };
  if (scheme === 'http') return { host, port, payload: { kind: 'http', http: httpOf(request) } };
  const alpn = scheme === 'https' ? ['h2', 'http/1.1'] : [];
  const inside = scheme === 'https' ? { http: httpOf(request) } : {};
  return { host, port, payload: { kind: 'tls', serverName: host.toLowerCase(), alpn, ...inside } };
}

interface Parts {
  readonly scheme: string;
  readonly host: string;
  readonly port: number;
  /** The host, with the port if it is there. */
  readonly authority: string;
  readonly path: string;
}

function partsOf({ to }: Request): Parts {
  const [, scheme = '', host = '', digits, path = ''] = /^(\w+):\/\/([^/:?]+)(?::(\d+))?(.*)$/s.exec(to) ?? [];
  const port = digits === undefined ? (scheme === 'https' ? 443 : 80) : Number(digits);
  return { scheme, host, port, authority: digits === undefined ? host : `${host}:${digits}`, path };
}

function httpOf(request: Request): Http {
  const { method = 'GET', headers = {} } = request;
  const { scheme, authority, path } = partsOf(request);
  const lower = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  const host = lower.get('host') ?? authority;
  lower.delete('host');
  return { method, scheme, authority: host, path: path.replace(/^(?!\/)/, '/'), headers: lower };
}

function answerOf({ probability, status, flag, pod, http, location, mirrors = [] }: End): Answer {
  const version = pod?.labels['version'];
  return {
    probability,
    status,
    ...(flag !== undefined && { flag }),
    ...(pod !== undefined && { cluster: pod.cluster, workload: pod.workload }),
    ...(version !== undefined && { version }),
    ...(status === 200 && http !== undefined && { path: http.path, host: http.authority }),
    ...(location !== undefined && { location }),
    ...(status === 200 && mirrors.length > 0 && { mirrors }),
  };
}

/** Adds up what is alike but for its probability, and sorts the rest. */
export function merged(all: readonly Answer[]): readonly Answer[] {
  const found = new Map<string, Answer>();
  for (const { probability, ...rest } of all) {
    const key = keyOf(rest);
    found.set(key, { ...rest, probability: probability + (found.get(key)?.probability ?? 0) });
  }
  return [...found]
    .filter(([, { probability }]) => probability > 0)
    .sort(([one], [other]) => (one < other ? -1 : Number(one > other)))
    .map(([, each]) => each);
}

/** All of an answer but its probability, as a text. */
export function keyOf({
  status,
  flag,
  cluster,
  workload,
  version,
  path,
  host,
  location,
  mirrors,
}: Omit<Answer, 'probability'>): string {
  return JSON.stringify([status, flag, cluster, workload, version, path, host, location, mirrors]);
}
