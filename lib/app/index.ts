/**
 * The cdk8s App of one cluster, which writes the manifests of the cluster.
 * @module
 */
export { ClusterApp, type ClusterAppProps, type SynthOptions } from './cluster-app';
