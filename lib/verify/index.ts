/**
 * Whether what is about to be written is what was planned: each object once, and with the workloads that others make.
 * @module
 */
export { addCheck, objectsBelow } from './validation';
export { verify } from './verify';
export { WorkloadCheck } from './workload-check';
