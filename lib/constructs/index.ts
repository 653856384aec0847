/**
 * Constructs that render a plan. They make no decisions.
 * @module
 */
export { bookinfoContainer, type BookinfoImages, BookinfoService, type BookinfoServiceProps } from './bookinfo-service';
export { ClusterChart, type ClusterChartProps } from './cluster-chart';
export { EastWestGateway } from './east-west-gateway';
export { ExternalServiceEntry, type ExternalServiceEntryProps } from './external-service-entry';
export { MulticlusterRoute, type MulticlusterRouteProps } from './multicluster-route';
export type { PlacedList } from './lazy-node';
export { isUntouched, untouched } from './planned-construct';
export { PlannedObject, type RenderingList, type UnchangedObject } from './planned-object';
export { RemoteServiceEntry, type RemoteServiceEntryProps } from './remote-service-entry';
export { ServicePolicies, type ServicePoliciesProps } from './service-policies';
export { ServiceSubsets, type ServiceSubsetsProps } from './service-subsets';
export type { ContainerOf, DeploymentOf, Plain, PodContainer, VersionDeployment } from './deployment';
export { VersionedService, type VersionedServiceProps } from './versioned-service';
