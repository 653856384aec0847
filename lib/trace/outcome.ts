/**
 * What becomes of a request: where it ends, with what probability, and which objects decided that.
 * @module
 */
import type { HTTPRetry } from '../istio';
import type { ManifestObject } from '../manifests';

/** What decides at a hop. */
export type HopKind =
  'caller' | 'virtual host' | 'rule' | 'fault' | 'destination' | 'endpoint' | 'tls' | 'gateway' | 'policy' | 'workload';

/** One hop on the way of a request. */
export interface Hop {
  readonly kind: HopKind;
  /** The cluster in which it is decided. */
  readonly cluster: string;
  /** What is decided, in words. */
  readonly text: string;
  /** The object that decides, as kubectl names it. Undefined if no object says anything, and Istio's default holds. */
  readonly object?: string;
  /** Where the object says so: `file:line:column`, or the path of a construct. */
  readonly at?: string;
  /** The share of the requests that have come so far and go on here, from 0 to 1. */
  readonly share: number;
}

/** A copy of a request that is sent elsewhere, and whose answer nobody waits for. */
export interface Mirror {
  readonly host: string;
  readonly subset?: string;
  /** The share of requests that are copied, from 0 to 1. */
  readonly share: number;
}

/** A wait that a fault of a rule adds before requests are sent on. */
export interface Delay {
  /** How long: `5s`. */
  readonly fixedDelay: string;
  /** The share of requests that wait, from 0 to 1. */
  readonly share: number;
}

/** One way in which a request can end. The probabilities of all outcomes of a request add up to 1. */
export interface Outcome {
  readonly probability: number;
  /**
   * The status that the caller gets. 200 stands for the answer of a workload, which is not known. 0 means that there is no
   * response: the name does not resolve, or a connection that proxies do not read as HTTP is closed.
   */
  readonly status: number;
  /**
   * The response flag of Envoy, if a proxy answers in place of a workload and sets one. It sets none for 403 and 502, for example.
   * @see https://www.envoyproxy.io/docs/envoy/latest/configuration/observability/access_log/usage#response-flags
   */
  readonly flag?: string;
  /** Why no workload answers: a sentence. */
  readonly reason?: string;
  /** How to fix it: a sentence. */
  readonly fix?: string;
  /** The cluster of the workload that answers. */
  readonly cluster?: string;
  /** The namespace of the workload that answers. */
  readonly namespace?: string;
  /** The workload that answers, by the name of its Deployment, Pod or other object. */
  readonly workload?: string;
  /** The `version` label of the workload. */
  readonly version?: string;
  /** The path as the workload gets it. */
  readonly path?: string;
  /** The Host header as the workload gets it. */
  readonly host?: string;
  /** Where a redirect sends the caller. */
  readonly location?: string;
  /** The copies of it that the rule sends elsewhere. */
  readonly mirrors?: readonly Mirror[];
  /** The delays of the rules that it follows, in their order. Timeouts of the same rule begin after them. */
  readonly delays?: readonly Delay[];
  /** How long the caller's proxy waits for an answer, as the rule says: `3s`. Undefined if the rule does not say. */
  readonly timeout?: string;
  /**
   * When the caller's proxy sends the request again, as the rule says. Undefined if the rule does not say; then `meshConfig`
   * counts, or Istio's default. Retries after failed connections are part of the probabilities.
   */
  readonly retries?: HTTPRetry;
  /** What is taken for granted on the way, beyond what is for the whole mesh: sentences. Undefined if nothing is. */
  readonly assumptions?: readonly string[];
  readonly hops: readonly Hop[];
}

/** Whether a request is served: by a workload, a redirect or a response of a rule, but not by a fault. */
export function isServed({ status, flag }: Outcome): boolean {
  return status > 0 && status < 400 && flag === undefined;
}

/** The hops up to here, the last one first. Ways that fork share what came before. */
export interface Trail {
  readonly kind: HopKind;
  readonly cluster: string;
  readonly text: string;
  readonly object?: ManifestObject | undefined;
  readonly path?: readonly (string | number)[] | undefined;
  readonly share: number;
  readonly before: Trail | undefined;
}
