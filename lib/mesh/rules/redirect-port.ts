/**
 * The port that a redirect leads to.
 * @module
 */
import type { Part } from '../../reading';
import { portOf } from './authority';
import { RULES } from './messages';
import type { HttpRedirect } from './redirect';

/** The port that Istio leaves out of a redirect, by its scheme. It takes requests without a scheme for `http`. */
const DEFAULT_PORTS = { http: 80, https: 443 } as const;

/** Reports a redirect whose port would be written twice, or not at all (MC177). */
export function checkPorts(part: Part<HttpRedirect>): void {
  const { sound } = part;
  if (sound === undefined) return;
  const { authority, port, derivePort, scheme = 'http' } = sound;
  const second = port ?? (derivePort === 'FROM_REQUEST_PORT' ? derivePort : undefined);
  if (second !== undefined && authority !== undefined && portOf(authority) !== undefined) {
    const [name, value] = port === undefined ? ['derivePort', `"${second}"`] : ['port', `${port}`];
    const what = `${part.title} must name its port once, but "authority" is "${authority}" and "${name}" is ${value}.`;
    part.report(RULES.MC177, what, {
      got: [authority, second],
      fix: `Leave the port out of "authority", or remove "${name}".`,
    });
  } else if (authority === undefined && port === DEFAULT_PORTS[scheme]) {
    const what = `${part.title} must have an "authority", because Istio leaves out port ${port}, the default of ${scheme}, and the port of the request would stay.`;
    part.report(RULES.MC177, what, { got: port, fix: 'Give the host to redirect to, without a port, in "authority".' });
  }
}
