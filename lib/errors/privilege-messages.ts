/**
 * The part of the catalogue that is about least privilege, and about the ingress gateways that it must know.
 * @module
 */
import type { OldDefinition } from './old';

/** Messages MC080 to MC085. */
export const PRIVILEGE_MESSAGES = {
  MC080: {
    title: 'least privilege without calls',
    allowed: 'leastPrivilege in a mesh that declares its calls',
    fix: 'declare each call with calls(): what is not declared is refused',
  },
  MC081: {
    title: 'ingress gateway added twice',
    allowed: 'one addIngressGateway per name and namespace',
    fix: 'remove one, or rename it',
  },
  MC082: {
    title: 'bad clusters of an ingress gateway',
    allowed: 'at least one cluster, each once',
    fix: 'list the clusters that run it',
  },
  MC083: {
    title: 'service account of a caller that another has too',
    allowed: 'under leastPrivilege, one service account only for those who call the same service',
    fix: 'give it a service account of its own, or declare that it calls the service too',
  },
  MC084: {
    title: 'caller without a service account of its own',
    allowed: 'under leastPrivilege, callers whose service account is not "default"',
    fix: 'give it a service account of its own: every Pod of the namespace that names none would be let in',
  },
  MC085: {
    title: 'scheme without least privilege',
    allowed: 'leastPrivilege under SniAddressing or EndpointDiscovery',
    fix: 'use one of these, or leave leastPrivilege out',
  },
} as const satisfies Readonly<Record<string, OldDefinition>>;
