/**
 * Faults that are injected on purpose, to test how callers handle them.
 * @module
 */
import type { Duration, Part } from '../../reading';
import { readHttpStatus } from './http-status';
import { RULES } from './messages';
import { readPercentage } from './percentage';

const GRPC_STATUSES = [
  'OK',
  'CANCELLED',
  'UNKNOWN',
  'INVALID_ARGUMENT',
  'DEADLINE_EXCEEDED',
  'NOT_FOUND',
  'ALREADY_EXISTS',
  'PERMISSION_DENIED',
  'RESOURCE_EXHAUSTED',
  'FAILED_PRECONDITION',
  'ABORTED',
  'OUT_OF_RANGE',
  'UNIMPLEMENTED',
  'INTERNAL',
  'UNAVAILABLE',
  'DATA_LOSS',
  'UNAUTHENTICATED',
] as const;

/** A gRPC status. */
export type GrpcStatus = (typeof GRPC_STATUSES)[number];

/** Requests that are delayed before they are forwarded. */
export interface FaultDelay {
  /** The share of requests, in percent: 0, or a number from 0.0001 to 100 (MC051). */
  readonly percentage: number;
  /** The delay of each request (MC044). */
  readonly fixedDelay: Duration;
}

/** Requests that are answered with an error, which is either an HTTP or a gRPC status (MC050), and are not forwarded. */
export type FaultAbort = {
  /** The share of requests, in percent: 0, or a number from 0.0001 to 100 (MC051). */
  readonly percentage: number;
} & (
  | {
      /** The HTTP status, an integer from 200 to 599 (MC050). */
      readonly httpStatus: number;
      readonly grpcStatus?: never;
    }
  | {
      readonly httpStatus?: never;
      /** The gRPC status (MC050). */
      readonly grpcStatus: GrpcStatus;
    }
);

/**
 * Faults that are injected on purpose: a delay, an abort, or both (MC050). Each picks its requests independently of the other.
 * The timeout and the retries of the rule do not apply to them.
 *
 * @example
 * { delay: { percentage: 10, fixedDelay: '5s' }, abort: { percentage: 0.1, httpStatus: 503 } }
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPFaultInjection
 */
export type HttpFaultInjection =
  | {
      /** Which requests are delayed, and for how long. */
      readonly delay: FaultDelay;
      /**
       * Which requests are answered with an error (MC050).
       * @default - none
       */
      readonly abort?: FaultAbort;
    }
  | {
      /**
       * Which requests are delayed, and for how long.
       * @default - none
       */
      readonly delay?: FaultDelay;
      /** Which requests are answered with an error (MC050). */
      readonly abort: FaultAbort;
    };

/** Reads faults. */
export function readFault(part: Part<HttpFaultInjection>): HttpFaultInjection | undefined {
  const { delay, abort } = part.options(['delay', 'abort']);
  if (part.isSound) part.notEmpty(RULES.MC050, 'a "delay", an "abort", or both');
  if (delay.isGiven) readDelay(delay);
  if (abort.isGiven) readAbort(abort);
  return part.sound;
}

function readDelay(part: Part<FaultDelay>): void {
  const { percentage, fixedDelay } = part.options(['percentage', 'fixedDelay']);
  readPercentage(percentage);
  fixedDelay.duration();
}

function readAbort(part: Part<FaultAbort>): void {
  const { percentage, httpStatus, grpcStatus } = part.options(['percentage', 'httpStatus', 'grpcStatus']);
  readPercentage(percentage);
  if (part.isSound && httpStatus.isGiven === grpcStatus.isGiven)
    part.must(RULES.MC050, 'have either an "httpStatus" or a "grpcStatus"', { fix: 'Give one of them.' });
  if (httpStatus.isGiven) readHttpStatus(httpStatus, RULES.MC050);
  if (grpcStatus.isGiven) grpcStatus.oneOf(RULES.MC050, GRPC_STATUSES, { fix: 'Use one of these values.' });
}
