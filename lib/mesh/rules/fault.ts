/**
 * Faults that are made on purpose, to see how callers bear them.
 * @module
 */
import { checkDuration, type Duration } from './duration';
import { isHttpStatus } from './http-status';
import type { Part } from './part';
import { checkPercentage } from './percentage';

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

/** A status of gRPC. */
export type GrpcStatus = (typeof GRPC_STATUSES)[number];

/** Requests that are held up before they are forwarded. */
export interface FaultDelay {
  /** How many of the requests, from 0 to 100 percent, not below 0.0001 but 0 (MC051). */
  readonly percentage: number;
  /** How long each is held up. */
  readonly fixedDelay: Duration;
}

/** Requests that are answered with an error in place of being forwarded: a status of HTTP or of gRPC (MC050). */
export type FaultAbort = {
  /** How many of the requests, from 0 to 100 percent, not below 0.0001 but 0 (MC051). */
  readonly percentage: number;
} & (
  | {
      /** The status, an integer from 200 to 599 (MC050). */
      readonly httpStatus: number;
      readonly grpcStatus?: never;
    }
  | {
      readonly httpStatus?: never;
      /** The status of gRPC (MC050). */
      readonly grpcStatus: GrpcStatus;
    }
);

/**
 * Faults that are made on purpose: a delay, an abort, or both (MC050), each drawn for itself. Timeouts and retries of the
 * rule do not apply to them.
 *
 * @example
 * { delay: { percentage: 10, fixedDelay: '5s' }, abort: { percentage: 0.1, httpStatus: 503 } }
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPFaultInjection
 */
export type HttpFaultInjection =
  | { readonly delay: FaultDelay; readonly abort?: FaultAbort }
  | { readonly delay?: FaultDelay; readonly abort: FaultAbort };

/** Checks faults; reports MC035, MC044, MC050 and MC051. */
export function checkFault(part: Part, fault: HttpFaultInjection): void {
  const { delay, abort } = part.options(fault, ['delay', 'abort']);
  if (delay === undefined && abort === undefined) part.report('MC050', 'is neither delay nor abort', fault);
  if (delay !== undefined) checkDelay(part.of('delay'), delay);
  if (abort !== undefined) checkAbort(part.of('abort'), abort);
}

function checkDelay(part: Part, delay: FaultDelay): void {
  const { percentage, fixedDelay } = part.options(delay, ['percentage', 'fixedDelay']);
  checkPercentage(part.of('percentage'), percentage);
  checkDuration(part.of('fixedDelay'), fixedDelay);
}

function checkAbort(part: Part, abort: FaultAbort): void {
  const { percentage, httpStatus, grpcStatus } = part.options(abort, ['percentage', 'httpStatus', 'grpcStatus']);
  checkPercentage(part.of('percentage'), percentage);
  if ((httpStatus === undefined) === (grpcStatus === undefined)) {
    part.report('MC050', 'has not one status', abort, { allowed: 'httpStatus or grpcStatus' });
  }
  if (httpStatus !== undefined && !isHttpStatus(httpStatus)) {
    part.report('MC050', 'has a bad httpStatus', httpStatus, { allowed: 'an integer from 200 to 599' });
  }
  if (grpcStatus !== undefined && !GRPC_STATUSES.some((known) => known === grpcStatus)) {
    part.report('MC050', 'has a bad grpcStatus', grpcStatus, { allowed: GRPC_STATUSES.join(', ') });
  }
}
