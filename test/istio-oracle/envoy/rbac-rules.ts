/**
 * Envoy's rules of access control as JSON.
 * @see https://www.envoyproxy.io/docs/envoy/latest/api-v3/config/rbac/v3/rbac.proto
 * @module
 */
import type { HeaderMatcher, StringMatcher } from './route-resources';

export interface Rbac {
  readonly rules?: RbacRules;
}

export interface RbacRules {
  readonly action?: 'ALLOW' | 'DENY' | 'LOG';
  readonly policies?: Readonly<Record<string, RbacPolicy>>;
}

export interface RbacPolicy {
  readonly permissions?: readonly RbacCondition[];
  readonly principals?: readonly RbacCondition[];
}

/** A permission or a principal: exactly one field is there. */
export interface RbacCondition {
  readonly any?: boolean;
  readonly andRules?: { readonly rules?: readonly RbacCondition[] };
  readonly orRules?: { readonly rules?: readonly RbacCondition[] };
  readonly notRule?: RbacCondition;
  readonly andIds?: { readonly ids?: readonly RbacCondition[] };
  readonly orIds?: { readonly ids?: readonly RbacCondition[] };
  readonly notId?: RbacCondition;
  readonly header?: HeaderMatcher;
  readonly urlPath?: { readonly path?: StringMatcher };
  readonly destinationPort?: number;
  readonly requestedServerName?: StringMatcher;
  readonly authenticated?: { readonly principalName?: StringMatcher };
  readonly filterState?: { readonly key: string; readonly stringMatch?: StringMatcher };
  readonly metadata?: object;
  readonly sourcedMetadata?: object;
  readonly uriTemplate?: { readonly typedConfig?: { readonly pathTemplate?: string } };
}
