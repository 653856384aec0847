/**
 * Checks what the scheme of the article cannot write.
 * @module
 */
import { type ConfigIssue, issue, listText, sentence } from '../../../errors';
import type { ServicePort } from '../../../mesh';
import type { Check } from '../../checks/check';
import { type DestinationView, hasSeveralPlaces, isRemote, targetTitle } from '../../destination';
import type { ServiceView } from '../../view';
import { ARTICLE } from './messages';

/** Reports services with any ports other than one HTTP port (MC065). */
export const checkOnlyPorts: Check = ({ mesh }) =>
  mesh.services
    .filter(({ ports }) => ports.length > 0 && !isOnlyHttp(ports))
    .map(({ name, ports, describedAt }) => {
      const got = ports.map(({ name: port, number, protocol }) => `${port}: ${number} ${protocol}`);
      const what = `Under Article2019, service "${name}" must have one HTTP port, whose targetPort has the same number, but has ${listText(got)}.`;
      return issue(ARTICLE.MC065, { what, got }, describedAt);
    });

/** Reports external services, for which the article has no objects (MC164). */
export const checkNoExternals: Check = ({ mesh }) =>
  mesh.externalServices.map(({ name, describedAt }) => {
    const what = `Under Article2019, a mesh must not have external services, but has "${name}".`;
    return issue(ARTICLE.MC164, { what, got: name }, describedAt);
  });

/**
 * Reports destinations in several clusters (MC029). A subset of this scheme selects a cluster, so it cannot stand for several.
 */
export const checkPlaces: Check = ({ services }) => services.flatMap(({ views }) => views.flatMap(reportPlaces));

function reportPlaces(view: ServiceView): readonly ConfigIssue[] {
  const { service, cluster, destinations } = view;
  const isAmbiguous = (destination: DestinationView): boolean =>
    hasSeveralPlaces(destination) ||
    (destination.cluster !== undefined && service.clustersOf(destination.version).length > 1);
  return destinations
    .filter((each) => isRemote(each) && isAmbiguous(each))
    .map(({ here, remotes, version }) => {
      const places = version === undefined ? [...(here ? [cluster] : []), ...remotes] : service.clustersOf(version);
      const where = listText(places.map(({ name }) => name));
      const what = `${targetTitle(service, version)} runs in ${where}, but Article2019 can send requests to one cluster only.`;
      return issue(ARTICLE.MC029, { what: sentence(what), got: places }, service.describedAt);
    });
}

function isOnlyHttp([port, ...others]: readonly ServicePort[]): boolean {
  return (
    port?.name === 'http' && port.protocol === 'HTTP' && Object.is(port.targetPort, port.number) && others.length === 0
  );
}
