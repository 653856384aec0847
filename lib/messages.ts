/**
 * Every message that this library gives: the catalogues of all rooms together.
 * @module
 */
import { APPS } from './app/messages';
import { COMMANDS } from './cli/messages';
import { CONSTRUCTS } from './constructs/messages';
import { MANIFESTS } from './manifests/messages';
import { MESH } from './mesh/messages';
import { RULES } from './mesh/rules/messages';
import { TRAFFIC } from './mesh/traffic/messages';
import { PLAN } from './plan/messages';
import { ARTICLE } from './plan/scheme/article2019/messages';
import { DISCOVERY } from './plan/scheme/discovery/messages';
import { SNI } from './plan/scheme/sni/messages';
import { VIPS } from './plan/vips/messages';
import { SHAPE } from './reading';
import { MATCHES } from './testing/messages';
import { TRACES } from './trace';
import { VERIFY } from './verify/messages';

/** Every message, by its code. */
export const MESSAGES = {
  ...SHAPE,
  ...MESH,
  ...RULES,
  ...TRAFFIC,
  ...PLAN,
  ...SNI,
  ...DISCOVERY,
  ...ARTICLE,
  ...VIPS,
  ...CONSTRUCTS,
  ...VERIFY,
  ...TRACES,
  ...COMMANDS,
  ...MATCHES,
  ...APPS,
  ...MANIFESTS,
};

/** The code of a message, such as `MC012`. */
export type MessageCode = keyof typeof MESSAGES;
