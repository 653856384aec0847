/**
 * Hosts that Gateways and Sidecars name, optionally with a namespace.
 * @module
 */
import { isAddress, isDomain, isLabel } from './names';
import { type Part, type Refusal, textsMust } from './part';

/** Refuses a host of a Gateway. */
export function gatewayHostFaults(host: Part): readonly Refusal[] {
  const isRight = (text: string): boolean => {
    const [namespace, name] = split(text);
    return isHost(name) && (namespace === undefined || ['*', '.'].includes(namespace) || isLabel(namespace));
  };
  return textsMust(host, isRight, 'be a whole DNS name or "*", optionally with a namespace before "/"');
}

/** Refuses a host of a Sidecar. With "~", a namespace is left out. */
export function sidecarHostFaults(host: Part): readonly Refusal[] {
  const isRight = (text: string): boolean => {
    const [given, name] = split(text);
    const namespace = given?.replace(/^~/, '');
    return (
      given !== undefined &&
      given !== '' &&
      !isAddress(name) &&
      isHost(name) &&
      (['', '*', '.'].includes(namespace ?? '') || isLabel(namespace ?? ''))
    );
  };
  return textsMust(host, isRight, 'be <namespace>/<host> with a whole DNS name or "*"');
}

function split(text: string): readonly [namespace: string | undefined, name: string] {
  const at = text.indexOf('/');
  return at < 0 ? [undefined, text] : [text.slice(0, at), text.slice(at + 1)];
}

/** Whether a text is a whole name, of which only the first label may be a wildcard. */
function isHost(text: string): boolean {
  const isPart = text.includes('*') && text !== '*' && !text.startsWith('*.');
  return text === '*' || (text.includes('.') && !isPart && (isDomain(text) || isAddress(text)));
}
