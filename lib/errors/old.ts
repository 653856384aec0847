/** @module Being replaced. */
import type { ConfigIssue } from './issue';
import { DISTRIBUTION_MESSAGES } from './distribution-messages';
import { GATEWAY_MESSAGES } from './gateway-messages';
import { MESH_MESSAGES } from './mesh-messages';
import { PORT_MESSAGES } from './port-messages';
import { PRIVILEGE_MESSAGES } from './privilege-messages';
import { RULE_MESSAGES } from './rule-messages';
import { WORKLOAD_MESSAGES } from './workload-messages';
import { valueText } from './value-text';
export interface OldDefinition {
  readonly title: string;
  readonly allowed: string;
  readonly fix: string;
}
export const MESSAGES = {
  ...MESH_MESSAGES,
  ...RULE_MESSAGES,
  ...DISTRIBUTION_MESSAGES,
  ...GATEWAY_MESSAGES,
  ...PORT_MESSAGES,
  ...PRIVILEGE_MESSAGES,
  ...WORKLOAD_MESSAGES,
};
export type MessageCode = keyof typeof MESSAGES;
export interface OldDetail {
  readonly what: string;
  readonly got: unknown;
  readonly allowed?: string | undefined;
  readonly fix?: string | undefined;
  readonly meant?: string | undefined;
}
export function oldIssue(
  code: MessageCode,
  detail: OldDetail,
  at: { toString(): string },
): ConfigIssue & { readonly allowed: string } {
  const { what, got, allowed = MESSAGES[code].allowed, fix = MESSAGES[code].fix, meant } = detail;
  const suggestion = meant === undefined ? '' : `; did you mean "${meant}"?`;
  return { code, what, got: valueText(got), allowed, fix: fix + suggestion, at: at.toString() };
}
