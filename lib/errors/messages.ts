/**
 * The catalogue of coded messages. A code is never reused: one that is no longer given stays here, marked as retired.
 * @module
 */

import { DISTRIBUTION_MESSAGES } from './distribution-messages';
import { GATEWAY_MESSAGES } from './gateway-messages';
import { MESH_MESSAGES } from './mesh-messages';
import { PORT_MESSAGES } from './port-messages';
import { PRIVILEGE_MESSAGES } from './privilege-messages';
import { RULE_MESSAGES } from './rule-messages';
import { WORKLOAD_MESSAGES } from './workload-messages';

/** What a code means, the same wherever it is given. */
export interface MessageDefinition {
  /** What is wrong, in a few words. */
  readonly title: string;
  /** The values that are allowed. */
  readonly allowed: string;
  /** What to change. */
  readonly fix: string;
}

const define = <Code extends string>(catalogue: Readonly<Record<Code, MessageDefinition>>): typeof catalogue =>
  catalogue;

/** Every message by its code. */
export const MESSAGES = define({
  ...MESH_MESSAGES,
  ...RULE_MESSAGES,
  ...DISTRIBUTION_MESSAGES,
  ...GATEWAY_MESSAGES,
  ...PORT_MESSAGES,
  ...PRIVILEGE_MESSAGES,
  ...WORKLOAD_MESSAGES,
});

/** The code of a message, such as `MC012`. */
export type MessageCode = keyof typeof MESSAGES;
