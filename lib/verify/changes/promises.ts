/**
 * What the plan promises of each kind of object. All else may change: resources, replicas, more containers, other metadata.
 * @module
 */
import { declaredProtocol, type Protocol, type Resource } from '../../istio';
import { type Fields, fields, items, type ManifestObject, text } from '../../manifests';
import { type Difference, differenceOf, differencesOf } from '../same';

/** Finds where an object is not as planned. */
export function findChanges(planned: Resource, written: ManifestObject): readonly Difference[] {
  const [wanted, got] = [fields({ ...planned }), written.json];
  switch (groupOf(planned)) {
    case 'Service':
      return serviceChanges(fields(wanted['spec']), fields(got['spec']));
    case 'Deployment':
      return podChanges(fields(wanted['spec']), fields(got['spec']));
    case 'Namespace':
      return missing('metadata.labels', planned.metadata.labels, fields(got['metadata'])['labels']);
    case 'Istio':
      return differencesOf('spec', wanted['spec'], got['spec']);
    default:
      return [];
  }
}

function groupOf({ apiVersion, kind }: Resource): string {
  return apiVersion.includes('istio.io/') ? 'Istio' : kind;
}

/** What must not be in a Service, because Istio then does not send requests to the Pods of a version. */
const HEADLESS = { clusterIP: 'None', type: 'ExternalName', internalTrafficPolicy: 'Local' };

function serviceChanges(wanted: Fields, got: Fields): readonly Difference[] {
  const written = items(got['ports']).map(fields);
  const numbers = written.map((each) => each['port']);
  const ports = items(wanted['ports']).flatMap((each) => {
    const { port, name, targetPort = port, appProtocol } = fields(each);
    const index = written.findIndex((other) => other['port'] === port);
    const { name: gotName, targetPort: gotTarget = port, appProtocol: gotApp, protocol } = written[index] ?? {};
    if (index === -1)
      return [{ path: 'spec.ports[*].port', wanted: port, got: numbers.length === 1 ? numbers[0] : numbers }];
    // what says the same protocol in another way changes nothing
    const isSame = protocolOf(name, appProtocol) === protocolOf(name, gotApp);
    const found = {
      ...{ name: gotName, targetPort: gotTarget, protocol: protocol ?? 'TCP' },
      appProtocol: isSame ? appProtocol : gotApp,
    };
    return differencesOf(`spec.ports[${index}]`, { name, targetPort, appProtocol, protocol: 'TCP' }, found);
  });
  const unwanted = Object.entries(HEADLESS).filter(([key, value]) => got[key] === value);
  return [
    ...optional(differenceOf('spec.selector', wanted['selector'], got['selector'])),
    ...ports,
    ...unwanted.map(([key, value]) => ({ path: `spec.${key}`, wanted: undefined, got: value })),
  ];
}

function protocolOf(name: unknown, appProtocol: unknown): Protocol | undefined {
  const [named, declared] = [text(name), text(appProtocol)];
  return declaredProtocol({
    ...(named !== undefined && { name: named }),
    ...(declared !== undefined && { appProtocol: declared }),
  });
}

function podChanges(wanted: Fields, got: Fields): readonly Difference[] {
  const [plannedPods, pods] = [fields(wanted['template']), fields(got['template'])];
  const account = 'serviceAccountName';
  return [
    ...optional(differenceOf('spec.selector', wanted['selector'], got['selector'])),
    ...missing(
      'spec.template.metadata.labels',
      fields(plannedPods['metadata'])['labels'],
      fields(pods['metadata'])['labels'],
    ),
    ...optional(
      differenceOf(
        `spec.template.spec.${account}`,
        fields(plannedPods['spec'])[account],
        fields(pods['spec'])[account],
      ),
    ),
  ];
}

/** The planned fields that are missing or have another value. */
function missing(path: string, wanted: unknown, got: unknown): readonly Difference[] {
  const found = fields(got);
  return Object.entries(fields(wanted)).flatMap(([key, value]) =>
    optional(differenceOf(`${path}.${key}`, value, found[key])),
  );
}

function optional(difference: Difference | undefined): readonly Difference[] {
  return difference === undefined ? [] : [difference];
}
