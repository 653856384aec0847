/**
 * Messages about the clusters and services of a mesh, and who calls whom.
 * @module
 */
import { defineMessages } from '../errors';

/** Messages about the clusters and services of a mesh, and who calls whom. */
export const MESH = defineMessages({
  MC001: {
    rule: 'A name is a DNS label: lower-case letters, digits and "-", with a letter or digit at both ends.',
    fix: 'Rename it.',
  },
  MC002: {
    rule: 'Labels and the names of Services and Gateways have at most 63 characters, other names and hosts at most 253.',
    fix: 'Shorten it: names are never truncated.',
  },
  MC008: {
    rule: 'A version that a service has.',
    fix: 'Add it to the versions of the service, or name another.',
  },
  MC009: {
    rule: 'Clusters and services are passed as values of the same mesh.',
    fix: 'Pass what addCluster or addService of this mesh returned, not its name.',
  },
  MC010: {
    rule: 'Nothing is added to a mesh after the first plan().',
    fix: 'Describe the whole mesh first, then plan it.',
  },
  MC033: {
    rule: 'A host, a domain or the name of a ServiceAccount is a DNS name: labels of lower-case letters, digits and "-", joined by ".".',
    fix: 'Rename it.',
  },
});
