/**
 * Checks the objects of an app before they are written: that each object is written once, and that existing workloads fit the
 * plan.
 * @module
 */
export { appOf, forget, writtenInto } from './record';
export { renderedJson, renderedText } from './rendered-json';
export { addCheck, objectsBelow } from './validation';
export { Verification, verify } from './verify';
export { WorkloadCheck } from './workload-check';
