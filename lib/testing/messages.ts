/**
 * Messages about the use of matchers.
 * @module
 */
import { defineMessages } from '../errors';

/** Messages about the use of matchers, and of what else tests ask meshes. */
export const MATCHES = defineMessages({
  MC225: {
    rule: 'Matchers for requests expect something of a mesh that loadMesh has returned.',
    fix: 'Write expect(loadMesh(apps)), or expect(loadMesh(folder)).',
  },
  MC226: {
    rule: 'The threshold of toCoverRoutes is a share from 0 to 1.',
    fix: 'Write 0.9 for nine rules of ten.',
  },
  MC228: {
    rule: 'The method of a request is in capital letters, as rules compare it.',
    fix: 'Write it like GET or POST.',
  },
  MC229: {
    rule: 'A mesh is loaded from a folder, from a path for each cluster, or from the apps of all clusters.',
    fix: "Write loadMesh('dist/bookinfo'), or loadMesh(apps).",
  },
  MC230: {
    rule: 'A workload in the shares of toRoute is one of its cluster.',
    fix: 'Write its namespace, such as cluster1/shop/cart-v1.',
  },
});
