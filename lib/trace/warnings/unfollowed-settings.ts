/**
 * Settings of a MeshConfig that may change where requests go, but that a trace does not follow. All others are followed, or are about
 * logs, metrics, traces, timeouts, ciphers, ambient mode, Ingresses, which are reported themselves, and what is asked for by a
 * policy with the action CUSTOM, which is reported too.
 * @see https://istio.io/latest/docs/reference/config/istio.mesh.v1alpha1/#MeshConfig
 * @module
 */
import { type Finding, finding } from '../../errors';
import { type Fields, fields } from '../../manifests';
import { TRACES } from '../messages';
import type { Cluster } from '../model/cluster';
import { configsOf } from './mesh-config';
import { unfollowedSettings } from './proxy-config';

/** Finds settings of MeshConfigs that a trace does not follow (MC214). */
export function unfollowedSettingsIn(clusters: readonly Cluster[]): readonly Finding[] {
  return configsOf(clusters).flatMap(({ config, of, place }) =>
    unfollowedIn(fields(config)).map((path) => {
      const what = `"${path}" of ${of} may change where requests go, but a trace does not follow it.`;
      return finding(TRACES.MC214, { what, severity: 'warning' }, place);
    }),
  );
}

function unfollowedIn({ defaultConfig, outboundTrafficPolicy, serviceEntryVisibility }: Fields): readonly string[] {
  const { mode } = fields(outboundTrafficPolicy);
  return [
    ...unfollowedSettings(fields(defaultConfig)).map((path) => `defaultConfig.${path}`),
    ...(mode === 'ALLOW_ANY_DYNAMIC_DNS' || mode === 3 ? ['outboundTrafficPolicy.mode'] : []),
    ...(fields(serviceEntryVisibility)['applyToSidecars'] === true ? ['serviceEntryVisibility'] : []),
  ];
}
