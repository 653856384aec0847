/**
 * Draws headless Services over the same Pods. Sidecars share their listeners for the addresses of these.
 * @module
 */
import { isService, type Kube, namespaceOf, type Service, type ServicePort } from '../kubernetes/objects';
import { type Context, maybe, object } from './context';
import { EXPORT_TO } from './for-nobody';
import { TWIN } from './names';

/** Services, sometimes with a headless one over the Pods of one of them, which is headless itself then in most cases. */
export function drawTwins(context: Context, services: readonly Kube[]): readonly Kube[] {
  const { dice } = context;
  const selecting = services.filter(isService).filter(({ spec }) => spec.selector !== undefined);
  if (selecting.length === 0 || !dice.chance(0.15)) return services;
  const one = dice.pick(selecting);
  const other = drawTwin(context, one);
  const isHeadless = dice.chance(0.8);
  return [
    ...services.map((each) =>
      isHeadless && each === one ? { ...one, spec: { ...one.spec, clusterIP: 'None' } } : each,
    ),
    other,
  ];
}

/** A headless Service over the Pods of another one. Its ports have the same numbers, and may have other protocols. */
function drawTwin(context: Context, one: Service): Kube {
  const { dice } = context;
  const annotations = maybe(dice, 0.3, () => ({ [EXPORT_TO]: dice.pick(['.', 'shop', 'default']) }));
  const { selector, ports = [] } = one.spec;
  const drawn = ports.map((port): ServicePort => (dice.chance(0.3) ? port : { ...port, name: dice.pick(NAMES) }));
  const named = new Map(drawn.map((port) => [port.name, port]));
  const spec = { selector, clusterIP: 'None', ports: [...named.values()] };
  return object(context, ['v1', 'Service'], namespaceOf(one), spec, { name: TWIN, annotations });
}

const NAMES = ['http', 'raw', 'raw-x', 'tcp', 'tcp-x', 'tls', 'mongo', 'mysql'];
