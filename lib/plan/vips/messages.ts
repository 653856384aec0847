/**
 * Messages about virtual addresses.
 * @module
 */
import { defineMessages } from '../../errors';

/** Messages about virtual addresses. */
export const VIPS = defineMessages({
  MC100: {
    rule: 'The pool of a VIP ledger is a range of at least /30 inside 240.0.0.0/4 and outside 240.240.0.0/16. "reuseAfter" is an integer from 1.',
    fix: 'Choose a range that nothing else uses, such as 240.0.0.0/16.',
  },
  MC101: {
    rule: 'The text of a VIP ledger has lines "<namespace>/<service>: <address>", optionally with " freed <generation>" at the end, as toText() writes them.',
    fix: 'Pass what toText() returned, or an empty text for a new ledger. When branches merge, keep the lines of both.',
  },
  MC102: {
    rule: 'The addresses of a VIP ledger are from its pool, but are not the first or the last of the pool.',
    fix: 'Pass the pool that the address is from, or remove the line to get another address.',
  },
  MC103: {
    rule: 'A VIP ledger lists each service and each address once.',
    fix: 'Remove the line that was added later or is freed. The service gets another address if it needs one.',
  },
  MC104: {
    rule: 'The pool of a VIP ledger has an address for each service that needs one. Addresses that were freed recently do not count.',
    fix: 'Pass a ledger with a larger pool, or a smaller reuseAfter.',
  },
  MC106: {
    rule: 'Each mesh has its own VIP ledger, because the text of a ledger holds the addresses of one mesh.',
    fix: 'Parse another ledger for this mesh, with another pool if the two meshes share clusters.',
  },
});
