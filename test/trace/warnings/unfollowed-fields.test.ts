/** @module Tests which parts of objects a mesh warns of because a trace does not follow them. */
import { readObject } from '../../../lib/manifests';
import { TracedMesh } from '../../../lib/trace';

describe('what a trace does not follow of an object that it follows', () => {
  const networking = 'networking.istio.io/v1';
  const said = (...objects: readonly object[]): readonly string[] => {
    const read = objects.map((each) => readObject(each, 'a.yaml:1:1'));
    const { warnings } = new TracedMesh([{ name: 'cluster1', objects: read }]);
    // objects that are only begun are refused, too
    return warnings.filter(({ code }) => code !== 'MC236').map(({ code, what }) => `${code} ${what}`);
  };
  const sidecar = (spec: object): object => ({
    apiVersion: networking,
    kind: 'Sidecar',
    metadata: { name: 'it', namespace: 'default' },
    spec,
  });
  const proxyFor = (protocol: string): object =>
    sidecar({ egress: [{ hosts: ['./*'] }, { port: { number: 80, protocol }, hosts: ['./*'] }] });
  const pods = (annotations: object): object => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'it', namespace: 'default', annotations },
    spec: { containers: [{ name: 'it' }] },
  });
  const configMap = (meshNetworks: string): object => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'istio', namespace: 'istio-system' },
    data: { mesh: '', meshNetworks },
  });
  const ranges = 'traffic.sidecar.istio.io/excludeOutboundIPRanges';

  test.each<[string, string, object, object]>([
    [
      '"spec.ingress"',
      'Sidecar.networking.istio.io default/it',
      sidecar({ ingress: [{ port: { number: 80 } }] }),
      sidecar({ ingress: [] }),
    ],
    [
      '"spec.outboundTrafficPolicy.egressProxy"',
      'Sidecar.networking.istio.io default/it',
      sidecar({ outboundTrafficPolicy: { egressProxy: { host: 'a' } } }),
      sidecar({ outboundTrafficPolicy: { mode: 'ALLOW_ANY' } }),
    ],
    [
      '"spec.resolution"',
      'ServiceEntry.networking.istio.io default/it',
      { apiVersion: networking, kind: 'ServiceEntry', metadata: { name: 'it' }, spec: { resolution: 'DYNAMIC_DNS' } },
      { apiVersion: networking, kind: 'ServiceEntry', metadata: { name: 'it' }, spec: { resolution: 'DNS' } },
    ],
    [
      '"spec.egress[1].port.protocol"',
      'Sidecar.networking.istio.io default/it',
      proxyFor('http_proxy'),
      proxyFor('HTTP'),
    ],
    [`The annotation "${ranges}"`, 'Pod default/it', pods({ [ranges]: '10.0.0.0/8' }), pods({ [ranges]: '' })],
    [
      'The annotation "sidecar.istio.io/interceptionMode"',
      'Pod default/it',
      pods({ 'sidecar.istio.io/interceptionMode': 'NONE' }),
      pods({ 'sidecar.istio.io/interceptionMode': 'TPROXY' }),
    ],
    [
      '"data.meshNetworks"',
      'ConfigMap istio-system/istio',
      configMap('networks: { n1: { endpoints: [] } }'),
      configMap('networks: {}'),
    ],
  ])('%s', (part, id, object, other) => {
    expect(said(object)).toEqual([
      `MC214 ${part} of ${id} in cluster "cluster1" may change where requests go, but a trace does not follow it.`,
    ]);
    expect(said(other)).toEqual([]);
  });

  test('the revision of an object, if there are several', () => {
    const rule = (revision: string): object => ({
      apiVersion: networking,
      kind: 'VirtualService',
      metadata: { name: 'it', namespace: 'default', labels: { 'istio.io/rev': revision } },
    });
    const namespace = (labels: object): object => ({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'a', labels },
    });
    const warning =
      'MC214 The label "istio.io/rev" of VirtualService.networking.istio.io default/it in cluster "cluster1" may change where requests go, but a trace does not follow it.';
    expect(said(rule('stable'), namespace({ 'istio.io/rev': 'stable' }))).toEqual([]);
    expect(said(rule('stable'), namespace({ 'istio.io/rev': 'canary' }))).toEqual([warning]);
    expect(said(rule('stable'), namespace({ 'istio-injection': 'enabled' }))).toEqual([warning]);
  });
});
