/**
 * Follows a request through proxies, as they are configured, to where it ends.
 * @module
 */
import { type Configured, proxyKey } from '../ask';
import { namespaceOf, type Service } from '../kubernetes/objects';
import type { Pod } from '../kubernetes/pods';
import { INTERNET, OUTSIDE, type Target, type World } from '../kubernetes/world';
import { isIP } from 'node:net';
import { choicesOf, clusterNamed, envelopeFor } from './clusters';
import { type End, failed, shared } from './end';
import { chainFor } from './filter-chains';
import { broken, decrypted } from './gateway';
import { isListeningAt, outboundListener } from './listeners';
import { answerOf } from './http';
import { arrivingAt, isForWorkload, isLetIn, outside, policiesIn } from './inbound';
import { readBy } from './paths';
import { type Asked, isAllowed } from './rbac';
import type { Cluster, FilterChain, LbEndpoint, Listener, Resources, TcpProxy } from './resources';
import type { Metadata, RetryPolicy } from './route-resources';
import { type Attempt, retried } from './retries';
import { schemed } from './schemes';
import { arrivedAs, type Connection, type Http, type Payload } from './wire';

/** Through how many gateways a request may go. One that goes through more goes round in circles. */
const MOST_GATEWAYS = 8;

const KINDS: Readonly<Record<string, string>> = {
  'virtual-service': 'VirtualService',
  'destination-rule': 'DestinationRule',
};

/** What a proxy is doing. */
export interface At {
  readonly pod: Pod;
  readonly resources: Resources;
  /** Where the connection that it got was going. */
  readonly target: Target;
  readonly gateways: number;
}

/** Follows requests through a mesh. */
export class Follower {
  /** The objects that decided, as `<cluster> <kind> <namespace>/<name>`. */
  readonly decided = new Set<string>();

  constructor(
    readonly world: World,
    private readonly configured: Configured,
  ) {}

  /** Follows what a Pod sends to an address. */
  fromPod(pod: Pod, target: Target, payload: Payload): readonly End[] {
    const { cluster, namespace } = pod;
    const connection: Connection = { cluster, namespace, target, envelope: undefined, payload, gateways: 0 };
    if (pod.type === 'none') return this.arrive(connection).map((each) => withoutHttp(each, connection));
    this.decided.add(`${cluster} kind Sidecar`);
    const resources = this.resourcesOf(pod);
    const listener = outboundListener(resources, target);
    const ends = this.through(listener, connection, { pod, resources, target, gateways: 0 });
    // what is not HTTP gets no answer of a proxy that takes nothing else
    return ends.map((each) => (each.flag === 'DPE' ? withoutHttp(each, connection) : each));
  }

  /** Follows what comes from outside to a port of a gateway. Nobody before the gateway answers for it. */
  intoGateway(pod: Pod, port: number, payload: Payload): readonly End[] {
    const { cluster, namespace, ip } = pod;
    const target = { address: ip, port };
    const connection: Connection = { cluster, namespace, target, envelope: undefined, payload, gateways: 0 };
    return this.atGateway(pod, connection, failed(503, 'UF')).map((each) =>
      each.isResponse === true ? each : unread(each),
    );
  }

  resourcesOf(pod: Pod): Resources {
    const found = this.configured.proxies.get(proxyKey(pod));
    if (found === undefined) throw new Error(`no configuration of ${proxyKey(pod)}`);
    return found;
  }

  /** The identity of a Pod's certificate. */
  identityOf({ cluster, namespace, serviceAccount }: Pod): string {
    return `spiffe://${this.world.trustDomainOf(cluster)}/ns/${namespace}/sa/${serviceAccount}`;
  }

  /** Keeps which objects decided. */
  private note(metadata: Metadata | undefined, cluster: string): void {
    const { config, services = [] } = metadata?.filterMetadata?.istio ?? {};
    const [, namespace, kind, name] = /namespaces\/([^/]+)\/([^/]+)\/(.+)$/.exec(config ?? '') ?? [];
    if (name !== undefined) this.decided.add(`${cluster} ${KINDS[kind ?? ''] ?? ''} ${namespace ?? ''}/${name}`);
    for (const { host, name: service, namespace: own } of services) {
      this.decided.add(`${cluster} Service ${own}/${service}`);
      this.decided.add(`${cluster} host ${host}`);
    }
  }

  /** Keeps that a Service decided. */
  noteService(service: Service, cluster: string): void {
    this.decided.add(`${cluster} Service ${namespaceOf(service)}/${service.metadata.name}`);
  }

  /** Keeps that a WorkloadEntry decided, if the endpoint is one. */
  private noteEntry({ metadata }: LbEndpoint, cluster: string): void {
    const [name = '', namespace = ''] = metadata?.filterMetadata?.istio?.workload?.split(';') ?? [];
    this.decided.add(`${cluster} WorkloadEntry ${namespace}/${name}`);
  }

  private through(listener: Listener | undefined, connection: Connection, at: At): readonly End[] {
    const chain = listener === undefined ? undefined : chainFor(listener, connection);
    return chain === undefined ? unanswered(connection) : this.filtered(chain, connection, at);
  }

  /** What the last filter of a chain does with a connection. */
  private filtered({ filters = [], transportSocket }: FilterChain, connection: Connection, at: At): readonly End[] {
    const isDecrypted = transportSocket !== undefined;
    const { payload, envelope } = connection;
    const serverName = envelope?.serverName ?? (payload.kind === 'tls' ? payload.serverName : '');
    const { identity } = connection;
    const asked: Asked = {
      http: undefined,
      port: at.target.port,
      serverName: connection.serverName ?? serverName,
      identity,
    };
    for (const { name, typedConfig = {} } of filters) {
      if (name === 'envoy.filters.network.rbac' && !isAllowed(typedConfig.rules, asked)) return unanswered(connection);
      if (name === 'envoy.filters.network.tcp_proxy') return this.proxied(typedConfig, connection, at);
      if (name !== 'envoy.filters.network.http_connection_manager') continue;
      if (envelope !== undefined) return failed(503, 'UF');
      if (payload.kind !== 'http') return failed(400, 'DPE');
      const read = readBy(typedConfig, schemed(typedConfig, payload.http, isDecrypted));
      if (read === undefined) return [{ probability: 1, status: 400 }];
      if (!isLetIn(typedConfig, { ...asked, http: read })) return [{ probability: 1, status: 403 }];
      const send = (cluster: Cluster, http: Http, retries: RetryPolicy | 'none'): readonly End[] =>
        // what comes encrypted has been decrypted
        this.toCluster(cluster, { ...connection, envelope: undefined, payload: { kind: 'http', http } }, at, retries);
      return answerOf(read, typedConfig, at.resources, {
        send,
        note: (metadata) => {
          this.note(metadata, at.pod.cluster);
        },
      });
    }
    return failed(0, 'NR');
  }

  private proxied({ cluster, weightedClusters }: TcpProxy, connection: Connection, at: At): readonly End[] {
    const clusters = cluster === undefined ? (weightedClusters?.clusters ?? []) : [{ name: cluster, weight: 1 }];
    const total = clusters.reduce((sum, { weight = 0 }) => sum + weight, 0);
    return clusters.flatMap(({ name, weight = 0 }) => {
      const found = clusterNamed(name, at.resources);
      const ends =
        found === undefined ? unanswered(connection, 'NC') : this.toCluster(found, connection, at, undefined);
      return shared(ends, weight / total).map((each) => withoutHttp(each, connection));
    });
  }

  /** Sends a connection to the endpoints of a cluster. Requests of HTTP have a policy for retries. */
  private toCluster(
    cluster: Cluster,
    connection: Connection,
    at: At,
    retries: RetryPolicy | undefined | 'none',
  ): readonly End[] {
    this.note(cluster.metadata, at.pod.cluster);
    const isHttp = retries !== undefined;
    const identity = this.identityOf(at.pod);
    const next = { ...connection, cluster: at.pod.cluster, namespace: at.pod.namespace };
    if (cluster.type === 'ORIGINAL_DST') {
      // to a gateway, a connection has no address but that of the gateway
      if (at.pod.type === 'router') return isHttp ? failed(503, 'UH') : unanswered(connection, 'UH');
      const envelope = connection.envelope ?? envelopeFor(cluster, undefined, { identity, isHttp });
      const port = cluster.originalDstLbConfig?.upstreamPortOverride ?? at.target.port;
      return this.arrive({ ...next, target: { ...at.target, port }, envelope });
    }
    const attempts = choicesOf(cluster, at.resources).map(({ endpoint, target, share }): Attempt => {
      this.noteEntry(endpoint, at.pod.cluster);
      // what is encrypted already is passed through
      const envelope = connection.envelope ?? envelopeFor(cluster, endpoint, { identity, isHttp });
      return { share, ends: () => this.arrive({ ...next, target, envelope }) };
    });
    if (attempts.length === 0) return isHttp ? failed(503, 'UH') : unanswered(connection, 'UH');
    return retried(attempts, retries === 'none' ? undefined : retries);
  }

  /** What happens where a connection goes. */
  arrive(connection: Connection): readonly End[] {
    const { cluster, namespace, target } = connection;
    if (target.address === OUTSIDE || target.address === INTERNET) return outside(connection);
    const pod = this.world.podAt(target.address);
    if (pod !== undefined) return this.isApart(pod, cluster) ? failed(503, 'UF') : this.atPod(pod, connection);
    const targets =
      this.world.balanced(cluster, target) ?? this.world.behind(target) ?? this.named(target, cluster, namespace);
    const reached = this.world.serviceAt(target.address);
    if (reached !== undefined) this.noteService(reached.served.service, reached.cluster);
    if (targets === undefined) return outside(connection);
    if (targets.length === 0) return failed(503, 'UF');
    return targets.flatMap((each) => {
      const near = { ...connection, target: each };
      const there = this.world.podAt(each.address);
      const ends = there === undefined ? this.arrive(near) : this.atPod(there, near);
      return shared(ends, 1 / targets.length);
    });
  }

  /** Where a name leads that a proxy resolves itself. */
  private named({ address, port }: Target, cluster: string, namespace: string): readonly Target[] | undefined {
    if (isIP(address) !== 0) return undefined;
    const found = this.world
      .resolve(address, cluster, namespace)
      ?.filter((each) => each !== address && each !== INTERNET);
    return found === undefined || found.length === 0 ? undefined : found.map((each) => ({ address: each, port }));
  }

  /** Whether a Pod is in a network that another cluster does not reach. Clusters that name none are in one. */
  private isApart(pod: Pod, cluster: string): boolean {
    const [own, other] = [this.world.cluster(pod.cluster).network, this.world.cluster(cluster).network];
    const isOneNetwork = own === other || own === '' || other === '';
    return pod.cluster !== cluster && !(isOneNetwork && this.world.options.connected === true);
  }

  private atPod(pod: Pod, connection: Connection): readonly End[] {
    if (pod.type === 'router') return this.atGateway(pod, connection);
    if (pod.type === 'none') {
      return isForWorkload(connection)
        ? [{ probability: 1, status: 200, pod, ...arrivedAs(connection) }]
        : failed(503, 'UF');
    }
    this.decided.add(`${pod.cluster} kind PeerAuthentication`);
    for (const each of policiesIn(this.resourcesOf(pod)))
      this.decided.add(`${pod.cluster} AuthorizationPolicy ${each}`);
    return arrivingAt(pod, connection, this.resourcesOf(pod), this.identityOf(pod));
  }

  /** What a gateway does with a connection. */
  private atGateway(
    pod: Pod,
    connection: Connection,
    notTaken = unanswered({ ...connection, gateways: connection.gateways + 1 }),
  ): readonly End[] {
    if (connection.gateways >= MOST_GATEWAYS) return failed(503, 'UF');
    this.decided.add(`${pod.cluster} gateway ${pod.labels['istio'] ?? ''}`);
    const resources = this.resourcesOf(pod);
    const { port } = connection.target;
    const listener = resources.listeners.find((each) => isListeningAt(each, port));
    // nothing listens
    if (listener === undefined) return failed(503, 'UF');
    const near = { ...connection, gateways: connection.gateways + 1 };
    const chain = chainFor(listener, near);
    if (chain === undefined) return notTaken;
    const at = { pod, resources, target: connection.target, gateways: near.gateways };
    const { transportSocket } = chain;
    const opened =
      transportSocket === undefined ? near : decrypted(near, transportSocket.typedConfig ?? {}, this.identityOf(pod));
    if (opened === undefined) return notTaken;
    const ends = this.filtered(chain, opened, at);
    const isRead = (chain.filters ?? []).some(({ name }) => name === 'envoy.filters.network.http_connection_manager');
    if (isRead)
      return ends.map((each) => ({ ...each, isResponse: each.flag !== 'DPE' && opened.envelope === undefined }));
    return opened.envelope === undefined ? ends.map(broken) : ends;
  }
}

/** An end that no proxy before has read as HTTP. */
function unread({ status, flag, http: _, ...end }: End): End {
  const isClosed = flag === 'UC' || flag === 'DPE';
  if (status !== 503 && !isClosed) return { ...end, status, ...(flag !== undefined && { flag }) };
  return { ...end, status: 0, ...(!isClosed && flag !== undefined && { flag }) };
}

/** A connection that is closed without an answer: while it is encrypted, that is a failure to connect. */
function unanswered({ envelope, gateways }: Connection, flag?: string): readonly End[] {
  if (gateways > 0) return failed(503, envelope === undefined ? 'UC' : 'UF');
  return failed(0, flag ?? 'NR');
}

/**
 * What the caller's proxy does not read as HTTP has no path for it, and gets no response of proxies if it fails. A connection
 * that the other side closes has no flag there.
 */
function withoutHttp(end: End, { gateways, envelope }: Connection): End {
  if (gateways > 0 || envelope !== undefined) return end;
  if (end.isResponse === true) return end;
  const { http: _, status, flag, ...rest } = end;
  const isClosed = flag === 'UC' || flag === 'DPE';
  return { ...rest, status: status === 503 || isClosed ? 0 : status, ...(flag !== undefined && !isClosed && { flag }) };
}
