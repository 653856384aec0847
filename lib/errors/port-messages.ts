/**
 * The part of the catalogue that is about the ports of services, and what is needed to reach them.
 * @module
 */
import type { OldDefinition } from './old';

/** Messages MC060 to MC065, and MC100 to MC105. */
export const PORT_MESSAGES = {
  MC060: {
    title: 'not one of "port" and "ports"',
    allowed: 'port for an only HTTP port, or ports with at least one',
    fix: 'keep one of them',
  },
  MC061: {
    title: 'two ports with one number',
    allowed: 'a number of its own for each port of a service',
    fix: 'give one of them another number',
  },
  MC062: {
    title: 'unknown protocol of a port',
    allowed: "'HTTP', 'HTTP2', 'GRPC', 'TCP' or 'TLS'",
    fix: "write the protocol that is spoken there; 'TCP' for what is none of these",
  },
  MC063: {
    title: 'one targetPort with two protocols',
    allowed: 'one protocol for each port at which containers listen: the proxy of a Pod takes it for one only',
    fix: 'give both the same protocol, or another targetPort to one of them',
  },
  MC064: {
    title: 'route for ports that there are not',
    allowed: 'addRoute with ports of HTTP, HTTP2 or GRPC; addTcpRoute with ports of TCP; addTlsRoute with ports of TLS',
    fix: 'give the service such a port, or remove the route',
  },
  MC065: {
    title: 'ports that the scheme cannot express',
    allowed: 'under Article2019, one port of HTTP, which is the targetPort too',
    fix: 'use SniAddressing',
  },
  MC100: {
    title: 'bad option of a VIP ledger',
    allowed: 'a range of 240.0.0.0/4 outside of 240.240.0.0/16, at least a /30, such as 240.0.0.0/16',
    fix: 'choose a range that nothing else uses',
  },
  MC101: {
    title: 'text that is no VIP ledger',
    allowed: 'lines "<namespace>/<service>: <address>", perhaps with " freed <generation>", as toText() writes them',
    fix: 'pass what toText() gave, or an empty text for a new ledger; keep the lines of both sides when branches merge',
  },
  MC102: {
    title: 'VIP outside of the pool',
    allowed: 'addresses of the pool of the ledger, but its first and its last',
    fix: 'pass the pool that it is of, or remove the line: the service gets another address',
  },
  MC103: {
    title: 'service or address twice in a VIP ledger',
    allowed: 'each service and each address once',
    fix: 'remove the line of the service that was added later, or was freed: it gets another address if it needs one',
  },
  MC104: {
    title: 'no VIP left',
    allowed: 'a pool with an address for each service that needs one, besides those that were freed of late',
    fix: 'pass a ledger with a larger pool, or a smaller reuseAfter',
  },
  MC105: {
    title: 'TCP or TLS across clusters without VIPs',
    allowed: 'ports of TCP and TLS under a scheme with vips',
    fix: "pass vips: VipLedger.parse(…) to the scheme, and write the ledger's toText() back",
  },
  MC106: {
    title: 'VIP ledger of another mesh',
    allowed: 'a ledger for each mesh: its text has the addresses of one',
    fix: 'read a ledger of its own for that mesh, with a pool of its own if they share clusters',
  },
} as const satisfies Readonly<Record<string, OldDefinition>>;
