/**
 * Reads the spec of a Sidecar.
 * @see https://istio.io/latest/docs/reference/config/networking/sidecar/
 * @module
 */
import type { SidecarSpec } from '../../istio';
import { fields, text } from '../fields';
import { OUTBOUND } from './enumerations';
import { given, many, number, one, textsByKey, textsOf, word } from './given';

/** Reads the spec of a Sidecar. */
export function readSidecar(value: unknown): SidecarSpec {
  const { workloadSelector, egress, outboundTrafficPolicy } = fields(value);
  return given({
    workloadSelector: one(workloadSelector, (each) => given({ labels: textsByKey(fields(each)['labels']) })),
    egress: many(egress, (each) => {
      const { port, hosts } = fields(each);
      return given({
        port: one(port, (of) =>
          given({ number: number(fields(of)['number']), protocol: text(fields(of)['protocol']) }),
        ),
        hosts: textsOf(hosts) ?? [],
      });
    }),
    outboundTrafficPolicy: one(outboundTrafficPolicy, (each) => given({ mode: word(fields(each)['mode'], OUTBOUND) })),
  });
}
