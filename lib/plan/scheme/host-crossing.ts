/**
 * What schemes have in common that give each service a separate host across clusters.
 * @module
 */
import { serviceHost } from '../../istio';
import { isRemote, subsetName } from '../destination';
import type { Crossing } from './crossing';
import type { IMeshService } from '../../mesh';
import { localRule } from '../write/subsets';

/** Destinations that run in other clusters are subsets of the host across clusters. Others are subsets of the Service. */
export function crossByHost(hostOf: (service: IMeshService) => string): Pick<Crossing, 'destination' | 'localRule'> {
  return {
    localRule,
    destination: (service, destination) => {
      const { version } = destination;
      const [host, subset] = isRemote(destination)
        ? [hostOf(service), subsetName(destination)]
        : [serviceHost(service), subsetName({ version })];
      return { host, ...(subset !== undefined && { subset }) };
    },
  };
}
