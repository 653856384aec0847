/**
 * One App per cluster, and the writing of its manifests.
 * @module
 */
export { ClusterApp, type ClusterAppProps } from './cluster-app';
