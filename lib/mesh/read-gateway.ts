/**
 * Reads the `gateway` of a cluster.
 * @module
 */
import { listText } from '../errors';
import { GATEWAY_PORT, isLabelKey, isLabelValue, type Labels } from '../istio';
import type { Part } from '../reading';
import type { Cluster } from './cluster';
import {
  ClusterGateway,
  type ClusterGatewayProps,
  DEFAULT_OBJECT,
  type GatewayEntrance,
  type GatewayObjectProps,
} from './cluster-gateway';
import { GatewayAddress } from './gateway-address';
import { MESH } from './messages';
import { readLabel } from './names';
import { readPortNumber } from './ports';

const OBJECT_OPTIONS = ['serverPort', 'selector', 'namespace'] as const;
const EXPOSURES = ['exact', 'stock'] as const;
const LABEL_FIX = 'Use at most 63 letters, digits, "-", "_" and ".", with a letter or digit at both ends.';

/** Any combination of options, because no compiler has checked them. */
interface GivenGateway extends GatewayEntrance, GatewayObjectProps {
  readonly exposure?: (typeof EXPOSURES)[number];
}

/** Reads the gateway of a cluster, which must not share address and port with `others`. Has no addresses if it has a fault. */
export function readGateway(
  part: Part<GatewayAddress | ClusterGatewayProps>,
  cluster: string,
  others: readonly Cluster[],
): ClusterGateway {
  const { value } = part;
  const isAddress = typeof value !== 'object' || value instanceof GatewayAddress;
  const { addresses, port, object } = isAddress ? readAlone(part) : readOptions(part as Part<GivenGateway>);
  if (part.isSound) checkNeighbours(part, cluster, { addresses, port }, others);
  return new ClusterGateway({ addresses: part.isSound ? addresses : [], port, object });
}

type Read = Pick<ClusterGateway, 'addresses' | 'port' | 'object'>;

/** Reads a single address, which stands for Istio's gateway with default options. */
function readAlone(part: Part): Read {
  const address = readAddress(part);
  return { addresses: address === undefined ? [] : [address], port: GATEWAY_PORT, object: DEFAULT_OBJECT };
}

function readOptions(part: Part<GivenGateway>): Read {
  const options = part.options(['addresses', 'port', 'exposure', ...OBJECT_OPTIONS]);
  const addresses = readAddresses(options.addresses);
  const port = options.port.isGiven
    ? readPortNumber(options.port, 'Give the port that other clusters connect to.')
    : undefined;
  const exposure = options.exposure.isGiven ? options.exposure.oneOf(MESH.MC073, EXPOSURES) : 'exact';
  const object = exposure === 'stock' ? undefined : readObject(options);
  if (exposure === 'stock') for (const name of OBJECT_OPTIONS) readNothing(options[name]);
  return { addresses, port: port ?? GATEWAY_PORT, object };
}

function readNothing(part: Part): void {
  if (part.isGiven) part.must(MESH.MC074, 'be left out beside exposure "stock"');
}

/** Reads the options of the Gateway object. */
function readObject({
  serverPort,
  selector,
  namespace,
}: {
  readonly [K in keyof GatewayObjectProps]-?: Part<NonNullable<GatewayObjectProps[K]>>;
}): Required<GatewayObjectProps> {
  const read = {
    serverPort: serverPort.isGiven ? readPortNumber(serverPort, "Give the port of the gateway's Service.") : undefined,
    namespace: namespace.isGiven ? readLabel(namespace) : undefined,
    selector: selector.isGiven ? readSelector(selector) : undefined,
  };
  return {
    serverPort: read.serverPort ?? DEFAULT_OBJECT.serverPort,
    selector: read.selector ?? DEFAULT_OBJECT.selector,
    namespace: read.namespace ?? DEFAULT_OBJECT.namespace,
  };
}

function readSelector(part: Part<Labels>): Labels | undefined {
  part.notEmpty(MESH.MC072, 'at least one label');
  if (!part.isSound) return undefined;
  for (const [key, label] of part.map()) {
    const keyFix = `${LABEL_FIX} A DNS name and "/" may precede a key.`;
    if (!isLabelKey(key))
      part.of(`a key of ${part.title}`, key).must(MESH.MC072, 'be a valid label key', { fix: keyFix });
    label.text(MESH.MC072, isLabelValue, 'be a valid label value', { fix: LABEL_FIX });
  }
  return part.sound;
}

function readAddresses(part: Part<readonly GatewayAddress[]>): readonly GatewayAddress[] {
  part.notEmpty(MESH.MC070, 'at least one address');
  if (!part.isSound) return [];
  const addresses = part.list('addresses').flatMap((each) => readAddress(each) ?? []);
  for (const [index, address] of addresses.entries()) {
    const first = addresses.findIndex((other) => other.equals(address));
    if (first === index) continue;
    const what = `${part.title} must list each address once, but lists "${address.value}" twice.`;
    part.report(MESH.MC071, what, { got: address.value });
  }
  return addresses;
}

/** Reads an address, and reports the issues that `GatewayAddress.parse` found in it. */
function readAddress(part: Part): GatewayAddress | undefined {
  const fix = 'Pass GatewayAddress.parse(…).';
  const address = part.instance(MESH.MC022, GatewayAddress, 'be a GatewayAddress', { fix });
  part.adopt(address?.issues ?? []);
  return part.isSound ? address : undefined;
}

/** Reports clusters with the same address and port, which would get each other's requests. */
function checkNeighbours(
  part: Part,
  cluster: string,
  { addresses, port }: Pick<ClusterGateway, 'addresses' | 'port'>,
  others: readonly Cluster[],
): void {
  for (const { name, gateway } of others) {
    if (gateway?.port !== port) continue;
    const shared = addresses.filter((address) => gateway.addresses.some((each) => each.equals(address)));
    if (shared.length === 0) continue;
    const values = shared.map(({ value }) => value);
    const what = `cluster "${cluster}" must have a gateway address and port of its own, but shares ${listText(values)} and port ${port} with cluster "${name}".`;
    part.report(MESH.MC036, what, { got: values.length === 1 ? values[0] : values });
  }
}
