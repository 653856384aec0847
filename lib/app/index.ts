/**
 * One App per cluster, which writes the manifests of the cluster.
 * @module
 */
export { ClusterApp, type ClusterAppProps } from './cluster-app';
