/** @module Tests which settings of a mesh and of its proxies are warned of because a trace does not follow them. */
import { readObject } from '../../../lib/manifests';
import { TracedMesh } from '../../../lib/trace';

describe('settings that are not followed', () => {
  const said = (mesh: object | undefined, annotations: object = {}, config?: string): readonly string[] => {
    const pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'it', namespace: 'default', annotations },
      spec: { containers: [] },
    };
    const map = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'istio', namespace: 'istio-system' },
      data: { mesh: JSON.stringify(mesh) },
    };
    const objects = [pod, ...(mesh === undefined ? [] : [map])].map((each) => readObject(each, 'cluster1.yaml:1:1'));
    const facts = config === undefined ? {} : { clusters: new Map([['cluster1', { config }]]) };
    return new TracedMesh([{ name: 'cluster1', objects }], facts).warnings.map(({ code, what }) => `${code} ${what}`);
  };
  const end = 'may change where requests go, but a trace does not follow it.';

  test.each<[path: string, config: object, other: object]>([
    ['interceptionMode', { interceptionMode: 'NONE' }, { interceptionMode: 'TPROXY' }],
    ['customConfigFile', { customConfigFile: '/own.json' }, { customConfigFile: '' }],
    ['proxyBootstrapTemplatePath', { proxyBootstrapTemplatePath: '/own.json' }, { configPath: '/own' }],
    ['runtimeValues', { runtimeValues: { a: 'b' } }, { concurrency: 2 }],
    [
      'gatewayTopology.numTrustedProxies',
      { gatewayTopology: { numTrustedProxies: 1 } },
      { gatewayTopology: { numTrustedProxies: 0, forwardClientCertDetails: 'SANITIZE' } },
    ],
    ['gatewayTopology.proxyProtocol', { gatewayTopology: { proxyProtocol: {} } }, { gatewayTopology: {} }],
    [
      'connectionSettings.profile',
      { connectionSettings: { profile: 'EDGE' } },
      { connectionSettings: { profile: 'SIDECAR', httpIdleTimeout: '5s' } },
    ],
    [
      'connectionSettings.httpMergeSlashes',
      { connectionSettings: { httpMergeSlashes: false } },
      { connectionSettings: { httpMergeSlashes: null } },
    ],
    [
      'proxyMetadata.ISTIO_META_DNS_CAPTURE',
      { proxyMetadata: { ISTIO_META_DNS_CAPTURE: 'true' } },
      { proxyMetadata: { ISTIO_META_DNS_CAPTURE: 'false', ISTIO_META_IDLE_TIMEOUT: '5s' } },
    ],
  ])('%s of a proxy', (path, config, other) => {
    const annotated = (value: object): readonly string[] =>
      said(undefined, { 'proxy.istio.io/config': JSON.stringify(value) });
    expect(said({ defaultConfig: config })).toEqual([
      `MC214 "defaultConfig.${path}" of the MeshConfig of cluster "cluster1" ${end}`,
    ]);
    expect(annotated(config)).toEqual([
      `MC214 "${path}" in the annotation "proxy.istio.io/config" of Pod default/it in cluster "cluster1" ${end}`,
    ]);
    expect([...said({ defaultConfig: other }), ...annotated(other)]).toEqual([]);
  });

  test('of the mesh', () => {
    const dynamic = { outboundTrafficPolicy: { mode: 'ALLOW_ANY_DYNAMIC_DNS' } };
    expect(said({ ...dynamic, serviceEntryVisibility: { applyToSidecars: true } })).toEqual([
      `MC214 "outboundTrafficPolicy.mode" of the MeshConfig of cluster "cluster1" ${end}`,
      `MC214 "serviceEntryVisibility" of the MeshConfig of cluster "cluster1" ${end}`,
    ]);
    expect(said(undefined, {}, JSON.stringify(dynamic))).toEqual([
      `MC214 "outboundTrafficPolicy.mode" of the MeshConfig ${end}`,
    ]);
    expect(said({ outboundTrafficPolicy: {}, serviceEntryVisibility: { defaultVisibility: 'NONE' } })).toEqual([]);
  });

  test('a bootstrap of Pods’ own', () => {
    expect(said(undefined, { 'sidecar.istio.io/bootstrapOverride': 'own' })).toEqual([
      `MC214 The annotation "sidecar.istio.io/bootstrapOverride" of Pod default/it in cluster "cluster1" ${end}`,
    ]);
  });
});
