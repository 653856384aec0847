/**
 * Requests of a Pod to itself by localhost, which Istio does not intercept.
 * @see https://github.com/istio/istio/blob/1.31.0/tools/istio-iptables/pkg/capture/run.go
 * @module
 */
import { CallSite, ConfigError, issue } from '../errors';
import { TRACES } from './messages';
import { shortened } from './model/ip-address';

const HOSTS: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '::1', '::ffff:7f00:1']);

/** Whether a Pod that calls a host calls itself. */
export function isLoopback(host: string): boolean {
  return HOSTS.has(shortened(host.toLowerCase().replace(/\.$/, '')));
}

/**
 * Refuses to follow a request that stays in the Pod of its caller.
 *
 * @throws ConfigError if the host is localhost (MC235)
 */
export function refuseLoopback(host: string, url: string): void {
  if (!isLoopback(host)) return;
  const what = `A request must leave the Pod of its caller, but one to "${url}" stays there: Istio does not intercept what is sent to localhost.`;
  throw new ConfigError([issue(TRACES.MC235, { what, got: url }, CallSite.here())]);
}
