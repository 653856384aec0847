/**
 * Reads the ports of a service outside of the mesh.
 * @module
 */
import { routeProtocol } from '../istio';
import type { Part } from '../reading';
import type { ExternalPort, ExternalTls } from './external-service';
import type { ExternalPortProps } from './external-service-props';
import { MESH } from './messages';
import { readLabel } from './names';
import { checkNumbers, PORT_PROTOCOLS, type PortProtocol, readPortNumber, reportListener } from './ports';

type PortsByName = Readonly<Record<string, ExternalPortProps>>;

/** The port that is given as `port`. */
const ONLY_PORT = { name: 'https', protocol: 'TLS', tls: undefined } as const;

/** Where servers speak plain HTTP, without TLS. */
const HTTP_PORT = 80;

/** Reads the ports of a service, in the order of their numbers. Answers no ports if one has a fault. */
export function readExternalPorts(
  service: string,
  host: string,
  port: Part<number>,
  ports: Part<PortsByName>,
): readonly ExternalPort[] {
  if (port.isGiven && ports.isAbsent) return readOnlyPort(port);
  if (port.isGiven) port.must(MESH.MC060, 'be left out beside "ports"');
  ports.notEmpty(MESH.MC060, 'at least one port', { fix: 'Give it a port.' });
  const read = ports.isSound ? readEach(service, host, ports) : [];
  return ports.isSound ? [...read].sort((a, b) => a.number - b.number) : [];
}

function readOnlyPort(port: Part<number>): readonly ExternalPort[] {
  const number = readPortNumber(port);
  if (number === HTTP_PORT) port.must(MESH.MC184, 'be a port at which callers speak TLS');
  return number === undefined || !port.isSound ? [] : [{ ...ONLY_PORT, number, targetPort: number }];
}

function readEach(service: string, host: string, ports: Part<PortsByName>): readonly ExternalPort[] {
  const read = ports.map().flatMap(([name, each]) => {
    readLabel(ports.of(`the name of a port of external service "${service}"`, name));
    return readPort(name, host, each) ?? [];
  });
  checkNumbers(ports, `external service "${service}"`, read);
  return read;
}

function readPort(name: string, host: string, part: Part<ExternalPortProps>): ExternalPort | undefined {
  const options = part.options(['port', 'targetPort', 'protocol', 'tls']);
  const number = readPortNumber(options.port);
  const targetPort = options.targetPort.isGiven ? readPortNumber(options.targetPort) : number;
  const meant = options.protocol.value === 'HTTPS' ? 'TLS' : undefined;
  const protocol = options.protocol.oneOf(MESH.MC062, PORT_PROTOCOLS, meant === undefined ? {} : { meant });
  const tls = options.tls.optional((given) => readTls(given, host));
  if (options.tls.isGiven) checkEncrypted(options, protocol);
  if (protocol !== undefined && routeProtocol(protocol) === 'http') reportListener(options.port);
  if (number === undefined || targetPort === undefined || protocol === undefined) return undefined;
  return { name, number, targetPort, protocol, tls };
}

/** Checks that callers speak plain text at a port where proxies encrypt, and that the port of the service is given. */
function checkEncrypted(
  { targetPort, tls }: { readonly targetPort: Part<number>; readonly tls: Part },
  protocol: PortProtocol | undefined,
): void {
  if (protocol === 'TLS') {
    tls.report(
      MESH.MC158,
      `${tls.title} must be left out, because callers encrypt connections to a TLS port themselves.`,
      {
        fix: 'Leave it out, or say what callers speak in "protocol".',
      },
    );
  } else if (targetPort.isAbsent) {
    const fix = 'Give the number of the port at which the service speaks TLS, such as 443.';
    targetPort.must(MESH.MC158, 'be given beside "tls"', { fix });
  }
}

function readTls(part: Part<ExternalTls>, host: string): Required<ExternalTls> {
  const { mode, caCertificates, subjectAltNames } = part.options(['mode', 'caCertificates', 'subjectAltNames']);
  mode.oneOf(MESH.MC158, ['SIMPLE'], { fix: "Write tls: { mode: 'SIMPLE' }." });
  const isFile = (file: string): boolean => file === 'system' || /^\/./.test(file);
  const certificates = caCertificates.optional((file) =>
    file.text(MESH.MC158, isFile, 'be an absolute path or "system"', {
      fix: 'Give the path in the containers of proxies.',
    }),
  );
  const names = subjectAltNames.optional((list) => {
    const fix = 'Leave it out if the certificate has the name of the host.';
    list.notEmpty(MESH.MC158, 'at least one name', { fix });
    const [first, ...others] = list.isSound
      ? list
          .list('names')
          .flatMap((each) => each.text(MESH.MC158, (name) => name !== '', 'be a non-empty text', { fix }) ?? [])
      : [];
    return first === undefined ? undefined : ([first, ...others] as const);
  });
  return { mode: 'SIMPLE', caCertificates: certificates ?? 'system', subjectAltNames: names ?? [host] };
}
