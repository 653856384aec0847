/**
 * Reading the `gateway` of a cluster.
 * @module
 */
import { type CallSite, nearMiss } from '../errors';
import { isLabelKey, isLabelValue, isPort } from '../istio';
import {
  ClusterGateway,
  type ClusterGatewayProps,
  type GatewayEntrance,
  type GatewayObjectProps,
} from './cluster-gateway';
import { GatewayAddress } from './gateway-address';
import { checkLabel, nameText } from './names';
import { readList, readMap, readOptions } from './shape';
import type { MeshState } from './state';

const OBJECT_OPTIONS = ['serverPort', 'selector', 'namespace'] as const;
const EXPOSURES = ['exact', 'stock'] as const;

/** Options whose combination no compiler has checked. */
interface GivenGateway extends Partial<GatewayEntrance>, GatewayObjectProps {
  readonly exposure?: (typeof EXPOSURES)[number];
}

/**
 * The gateway at an address, or one with options; undefined when nothing sound leads there.
 * Reports MC001, MC002, MC020, MC022, MC035, MC036 and MC070 to MC074.
 */
export function readGateway(
  state: MeshState,
  cluster: string,
  given: GatewayAddress | ClusterGatewayProps,
  at: CallSite,
): ClusterGateway | undefined {
  const role = `gateway of cluster "${cluster}"`;
  if (typeof given !== 'object' || (given as unknown) === null) {
    reportAddress(state, role, given, at);
    return undefined;
  }
  const props: ClusterGatewayProps = given instanceof GatewayAddress ? { addresses: [given] } : given;
  const options = readOptions(state, props, role, ['addresses', 'port', 'exposure', ...OBJECT_OPTIONS], at);
  const [first, ...others] = readAddresses(state, role, options.addresses, at);
  checkPorts(state, role, options, at);
  checkObject(state, role, options, at);
  if (first === undefined) return undefined;
  const gateway = new ClusterGateway({ ...props, addresses: [first, ...others] });
  checkNeighbours(state, cluster, gateway, at);
  return gateway;
}

function reportAddress(state: MeshState, role: string, got: unknown, at: CallSite): void {
  state.report('MC022', { what: `${role} is no GatewayAddress`, got, fix: 'pass GatewayAddress.parse(…)' }, at);
}

function readAddresses(
  state: MeshState,
  role: string,
  given: GivenGateway['addresses'],
  at: CallSite,
): readonly GatewayAddress[] {
  const listed = given === undefined ? [] : readList<unknown>(state, given, `addresses of ${role}`, at);
  if (listed.length === 0) state.report('MC070', { what: `${role} has no address`, got: given }, at);
  const sound: GatewayAddress[] = [];
  for (const [index, address] of listed.entries()) {
    if (!(address instanceof GatewayAddress)) {
      reportAddress(state, `address ${index + 1} of ${role}`, address, at);
      continue;
    }
    state.issues.push(...address.issues);
    if (sound.some((other) => other.equals(address))) {
      state.report('MC071', { what: `${role} has one address twice`, got: address.value }, at);
    }
    sound.push(address);
  }
  return sound;
}

function checkPorts(state: MeshState, role: string, options: GivenGateway, at: CallSite): void {
  for (const name of ['port', 'serverPort'] as const) {
    const { [name]: port } = options;
    if (port === undefined || isPort(port)) continue;
    const fix = name === 'port' ? 'give the port that other clusters connect to' : 'give the port of its Service';
    state.report('MC020', { what: `${role} has a bad "${name}"`, got: port, fix }, at);
  }
}

/** Checks what is said of the Gateway object, and whether there is one. */
function checkObject(state: MeshState, role: string, options: GivenGateway, at: CallSite): void {
  const { exposure, selector, namespace } = options;
  if (exposure !== undefined && !EXPOSURES.includes(exposure)) {
    const meant = nearMiss(exposure, EXPOSURES);
    state.report('MC073', { what: `${role} has an unknown exposure`, got: exposure, meant }, at);
  }
  const idle = exposure === 'stock' ? OBJECT_OPTIONS.filter((name) => options[name] !== undefined) : [];
  for (const name of idle) {
    state.report('MC074', { what: `${role} has a "${name}" beside exposure "stock"`, got: options[name] }, at);
  }
  if (namespace !== undefined) state.issues.push(...checkLabel(`namespace of ${role}`, namespace, at));
  if (selector === undefined) return;
  const labels = readMap(state, selector, `selector of ${role}`, at);
  const isSound = labels.length > 0 && labels.every(([key, value]) => isLabelKey(key) && isLabelValue(value));
  if (!isSound)
    state.report(
      'MC072',
      { what: `${role} has a bad selector`, got: labels.map(([key, value]) => `${key}=${nameText(value)}`) },
      at,
    );
}

/** Two clusters behind one address would get each other's requests, unless the ports tell them apart. */
function checkNeighbours(state: MeshState, name: string, { addresses, port }: ClusterGateway, at: CallSite): void {
  for (const other of state.clusters.values()) {
    if (other.gateway?.port !== port) continue;
    const shared = addresses.filter((address) => other.gateway?.addresses.some((each) => each.equals(address)));
    for (const { value } of shared) {
      const what = `clusters "${other.name}" and "${name}" have one gateway address`;
      state.report('MC036', { what: `${what} and port ${port}`, got: value }, at);
    }
  }
}
