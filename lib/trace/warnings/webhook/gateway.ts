/**
 * Gateways that Istio's webhook refuses.
 * @module
 */
import { gatewayHostFaults } from './hosts-of-namespaces';
import { isHttp, isTls, portFaults, protocolFaults } from './names';
import { has, hasAny, hasText, itemsAt, type Part, partAt, type Refusal, repeatedIn, unless } from './part';
import { serverTlsFaults } from './server-tls';

/** Finds what the webhook refuses in the spec of a Gateway. */
export function gatewayFaults(spec: Part): readonly Refusal[] {
  const servers = itemsAt(spec, 'servers');
  return [
    ...unless(servers.length > 0, partAt(spec, 'servers'), 'have at least one server', 'has none'),
    ...servers.flatMap(serverFaults),
    ...repeatedIn(
      servers.filter((each) => has(each, 'port')).map((each) => partAt(each, 'port', 'name')),
      'be a name that no server before it has for its port',
    ),
  ];
}

function serverFaults(server: Part): readonly Refusal[] {
  const port = partAt(server, 'port');
  const protocol = partAt(port, 'protocol');
  const { value: bind } = partAt(server, 'bind');
  const number = partAt(port, 'number');
  const isSocket = typeof bind === 'string' && bind.startsWith('unix://');
  return [
    ...unless(hasAny(server, 'hosts'), partAt(server, 'hosts'), 'have at least one host', 'has none'),
    ...itemsAt(server, 'hosts').flatMap(gatewayHostFaults),
    ...serverTlsFaults(partAt(server, 'tls')),
    ...(port.value === undefined
      ? unless(false, port, 'be given', 'is not')
      : [
          ...unless(hasText(port, 'name'), partAt(port, 'name'), 'be given', 'is not'),
          ...unless(hasText(port, 'protocol'), protocol, 'be given', 'is not'),
          ...protocolFaults(protocol),
          ...(isSocket && number.value === 0 ? [] : portFaults(number)),
          ...protocolTlsFaults(server, protocol.value),
        ]),
  ];
}

/** Refuses TLS that is missing for its protocol, or that stands beside another protocol. HTTP may have it only to redirect. */
function protocolTlsFaults(server: Part, protocol: unknown): readonly Refusal[] {
  if (typeof protocol !== 'string') return [];
  const tls = partAt(server, 'tls');
  if (isTls(protocol)) return unless(tls.value !== undefined, tls, `be given for ${protocol}`, 'is not');
  const mode = partAt(tls, 'mode').value ?? 'PASSTHROUGH';
  const isPassed = mode === 'PASSTHROUGH' || mode === 'AUTO_PASSTHROUGH';
  const files = ['caCertificates', 'privateKey', 'serverCertificate'].some((name) => hasText(tls, name));
  const isRedirect = isHttp(protocol) && isPassed && !files;
  return unless(
    tls.value === undefined || isRedirect,
    tls,
    `not be given for ${protocol}, except for httpsRedirect`,
    'is',
  );
}
