/**
 * Draws a ServiceEntry with the resolution NONE, to which a rule sends the requests for a Service: they go to the address that is
 * called, perhaps at another port.
 * @module
 */
import type { Kube } from '../kubernetes/objects';
import { type Context, maybe, namespace, NETWORKING, object } from './context';
import { SERVICES, spelled } from './names';

const HOST = 'passed.example.com';

/** The ServiceEntry and the rule, in some clusters. */
export function drawPassedOn(context: Context): readonly Kube[] {
  const { dice } = context;
  if (!dice.chance(0.15)) return [];
  const own = namespace(dice);
  const hosts = [spelled(dice, dice.chance(0.6) ? ['reviews', 'default'] : dice.pick(SERVICES), own)];
  const port = { number: 9080, name: 'port', protocol: 'HTTP' };
  const destination = { host: HOST, port: { number: 9080 }, ...maybe(dice, 0.4, () => ({ subset: 'all' })) };
  return [
    object(context, [NETWORKING, 'ServiceEntry'], own, {
      hosts: [HOST],
      resolution: 'NONE',
      location: dice.pick(['MESH_INTERNAL', 'MESH_EXTERNAL']),
      ports: [{ ...port, ...maybe(dice, 0.7, () => ({ targetPort: dice.pick([9080, 8080, 9000]) })) }],
    }),
    object(context, [NETWORKING, 'DestinationRule'], own, { host: HOST, subsets: [{ name: 'all' }] }),
    object(context, [NETWORKING, 'VirtualService'], own, {
      hosts,
      http: [{ route: [{ destination }] }],
      ...maybe(dice, 0.5, () => ({ tcp: [{ route: [{ destination }] }] })),
    }),
  ];
}
