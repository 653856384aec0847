/**
 * Draws the configuration of a mesh, and requests to it, from a seed.
 * @module
 */
import { Dice } from '../../e2e/random/dice';
import { type ClusterManifests, hostOf, isService, isServiceEntry, type Options } from '../kubernetes/objects';
import type { Request } from '../oracle';
import type { Context } from './context';
import { drawDestinationRules, drawLocality, drawServiceEntries, drawWorkloadEntries } from './destinations';
import { withoutShown } from './for-nobody';
import { gatewayAddress, Names } from './names';
import { drawAuthorizationPolicies, drawGateways, drawPeerAuthentications, drawSidecars } from './policies';
import { drawPassedOn } from './passed-on';
import { drawRequests } from './requests';
import { beside, drawScheme } from './scheme';
import { drawVirtualServices } from './virtual-services';
import { drawKubernetes } from './workloads';

/** A mesh, and requests to it. */
export interface Configuration {
  readonly clusters: readonly ClusterManifests[];
  readonly options: Options;
  readonly requests: readonly Request[];
}

/** A mesh of one to three clusters. */
export function drawConfiguration(seed: number, requests: number): Configuration {
  const dice = new Dice(seed);
  const count = dice.pick([1, 2, 2, 2, 3]);
  const connected = count > 1 && dice.chance(0.35);
  const isRouted = count > 1 && !connected && dice.chance(0.4);
  const isDated = dice.chance(0.5);
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  const clusters = numbers.map((number) => ({
    name: `cluster${number}`,
    objects: drawObjects({ dice, names: new Names(), number, clusters: count, connected, isRouted, isDated }),
  }));
  const options = {
    connected,
    meshConfig: Object.fromEntries(clusters.map(({ name }) => [name, drawMeshConfig(dice)])),
    localities: dice.chance(0.6) ? Object.fromEntries(clusters.map(({ name }) => [name, dice.pick(LOCALITIES)])) : {},
    gateways: Object.fromEntries(numbers.map((number) => [gatewayAddress(number), `cluster${number}`])),
  };
  return { clusters, options, requests: drawRequests(dice, clusters, requests) };
}

const LOCALITIES = ['region1/zone1', 'region1/zone1/a', 'region1/zone2/b', 'region2/zone2/a', 'region3'];

function drawObjects(context: Context): ClusterManifests['objects'] {
  const kubernetes = drawKubernetes(context);
  const scheme = drawScheme(context);
  // of a ServiceEntry that claims the host of an ExternalName, Istio makes one thing or another at random
  const taken = new Set(
    kubernetes
      .filter(isService)
      .filter(({ spec }) => spec.externalName !== undefined)
      .map(hostOf),
  );
  return withoutShown([
    ...kubernetes,
    ...scheme.rules,
    ...scheme.entries,
    ...scheme.gateways,
    ...beside(context, [
      ...drawVirtualServices(context),
      ...drawDestinationRules(context),
      ...drawServiceEntries(context, scheme.entries).filter(
        (each) => !(isServiceEntry(each) && each.spec.hosts.some((host) => taken.has(host))),
      ),
      ...drawWorkloadEntries(context),
      ...drawPassedOn(context),
      ...drawGateways(context),
      ...drawSidecars(context),
      ...drawPeerAuthentications(context),
      ...drawAuthorizationPolicies(context),
    ]),
  ]);
}

/** MeshConfig in the form of YAML; JSON is YAML. */
function drawMeshConfig(dice: Dice): string {
  if (dice.chance(0.7)) return '';
  return JSON.stringify({
    ...(dice.chance(0.4) && {
      outboundTrafficPolicy: dice.pick([{ mode: 'REGISTRY_ONLY' }, { mode: 'REGISTRY_ONLY' }, {}]),
    }),
    ...(dice.chance(0.4) && { localityLbSetting: drawLocality(dice) }),
    ...(dice.chance(0.3) && drawTrustDomains(dice)),
    ...(dice.chance(0.1) && { enableAutoMtls: false }),
    ...(dice.chance(0.1) && { rootNamespace: 'shop' }),
    ...(dice.chance(0.3) && {
      defaultTrafficPolicy: { outlierDetection: dice.pick([{}, { consecutive5xxErrors: 3 }, null]) },
    }),
    ...Object.fromEntries(
      ['Service', 'VirtualService', 'DestinationRule']
        .filter(() => dice.chance(0.2))
        .map((kind) => [`default${kind}ExportTo`, dice.pick(EXPORTED)]),
    ),
    ...(dice.chance(0.15) && { serviceSettings: [drawServiceSetting(dice), drawServiceSetting(dice)] }),
    ...(dice.chance(0.4) && { pathNormalization: dice.pick(NORMALIZATIONS) }),
    ...(dice.chance(0.2) && { defaultHttpRetryPolicy: { attempts: dice.integer(0, 3) } }),
  });
}

/** The namespaces that see what does not say so itself. */
const EXPORTED = [['.'], ['.'], ['*'], ['default'], ['.', 'shop'], ['default', 'shop'], ['~'], ['~', 'default'], []];

/** How far proxies normalize paths. */
const NORMALIZATIONS = ['NONE', 'DEFAULT', 'BASE', 'MERGE_SLASHES', 'DECODE_AND_MERGE_SLASHES']
  .map((normalization): object => ({ normalization }))
  .concat({});

/** Hosts whose endpoints in other clusters do not count, or do though others say that they do not. */
function drawServiceSetting(dice: Dice): object {
  const hosts = ['reviews.default.svc.cluster.local', '*.default.svc.cluster.local', '*.shop.svc.cluster.local', '*'];
  return { settings: { clusterLocal: dice.chance(0.6) }, hosts: dice.some(hosts, 1, 2) };
}

function drawTrustDomains(dice: Dice): object {
  return {
    trustDomain: dice.pick(['shop.example', 'shop.example', 'cluster.local']),
    ...(dice.chance(0.6) && {
      trustDomainAliases: dice.pick([['cluster.local'], ['shop.example'], ['old.example', 'cluster.local']]),
    }),
  };
}
