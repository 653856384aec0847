/**
 * Messages about the use of matchers.
 * @module
 */
import { defineMessages } from '../errors';

/** Messages about the use of matchers. */
export const MATCHES = defineMessages({
  MC225: {
    rule: 'Matchers for requests expect something of a mesh that loadMesh has returned.',
    fix: 'Write expect(loadMesh(apps)), or expect(loadMesh(folder)).',
  },
  MC226: {
    rule: 'The threshold of toCoverRoutes is a share from 0 to 1.',
    fix: 'Write 0.9 for nine rules of ten.',
  },
});
