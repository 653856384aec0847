// The workload of the benchmark in Jsonnet: a file with a list of objects for each cluster.
local labels = {
  'app.kubernetes.io/managed-by': 'cdk8s-istio-multicluster',
  'app.kubernetes.io/part-of': 'bench',
};

local object(apiVersion, kind, name, spec, more={}) = {
  apiVersion: apiVersion,
  kind: kind,
  metadata: { labels: labels + more, name: name, namespace: 'default' },
  spec: spec,
};

local istio(kind, name, spec, more={}) = object('networking.istio.io/v1', kind, name, spec, more);

local selected(service) = { ['service.istio-multicluster/' + service]: 'true' };

local tls(subset, host) = { tls: { mode: 'ISTIO_MUTUAL', sni: 'outbound_.8080_.' + subset + '_.' + host } };

local health = {
  connectionPool: { tcp: { connectTimeout: '1s' } },
  loadBalancer: { localityLbSetting: { enabled: false } },
  outlierDetection: {
    baseEjectionTime: '20s',
    consecutive5xxErrors: 0,
    consecutiveGatewayErrors: 5,
    consecutiveLocalOriginFailures: 1,
    interval: '1s',
    maxEjectionPercent: 100,
    minHealthPercent: 1,
    splitExternalLocalOriginErrors: true,
  },
};

local deployment(service, version) =
  local podLabels = { app: service, version: version };
  object('apps/v1', 'Deployment', service + '-' + version, {
    replicas: 1,
    selector: { matchLabels: podLabels },
    template: {
      metadata: { labels: podLabels + selected(service) },
      spec: {
        containers: [{ image: 'example.com/' + service + ':' + version, name: service }],
        serviceAccountName: 'bench-' + service,
      },
    },
  }, podLabels);

local workloads(service, versions) = [
  object('v1', 'Service', service, { ports: [{ name: 'http', port: 8080 }], selector: { app: service } }, {
    app: service,
  }),
  {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { labels: labels { app: service }, name: 'bench-' + service, namespace: 'default' },
  },
] + [deployment(service, version) for version in versions];

local traffic(mesh, here, service, remote) =
  local isSpread = mesh.distribution == 'spread';
  local account = 'bench-' + service;
  local localHost = service + '.default.svc.cluster.local';
  local globalHost = service + '.default.global';
  local hostOf(version) = if std.objectHas(remote, version) then globalHost else localHost;
  local endpoint(version, cluster) = mesh.clusters[cluster] {
    labels: { cluster: cluster, version: version },
    ports: { http: 15443 },
    serviceAccount: account,
  };
  local entry(version, cluster) = istio(
    'WorkloadEntry',
    service + '-' + version + '-' + cluster,
    endpoint(version, cluster) { labels+: selected(service) }
  );
  local route(version, weight={}) = { destination: { host: hostOf(version), subset: version } } + weight;
  local versions = std.objectFields(remote);
  [
    istio('ServiceEntry', service + '-default', {
      hosts: [globalHost],
      location: 'MESH_INTERNAL',
      ports: [{ name: 'http', number: 8080, protocol: 'HTTP' }],
      resolution: 'STATIC',
    } + (
      if isSpread then { workloadSelector: { labels: selected(service) } }
      else { endpoints: [endpoint(version, remote[version][0]) for version in versions] }
    )),
    istio('DestinationRule', service + '-global', {
      host: globalHost,
      subsets: [
        {
          labels: { version: version },
          name: version,
          trafficPolicy: tls(version, localHost)
                         + (if version == 'v1' then health else {}),
        }
        for version in versions
      ],
      trafficPolicy: tls('', localHost),
    }),
    istio('DestinationRule', service, {
      host: localHost,
      subsets: [{ labels: { version: version }, name: version } for version in ['v1', 'v2', 'v3']],
    }),
    istio('VirtualService', service, {
      hosts: [localHost],
      http: [
        {
          match: [{ headers: { 'end-user': { exact: 'jason' } } }],
          route: [route('v2', { weight: 50 }), route('v3', { weight: 50 })],
        },
        { route: [route('v1')] },
      ],
    }, { 'istio-multicluster/route': 'true' }),
  ] + (if isSpread then [entry(version, cluster) for version in versions for cluster in remote[version]] else []);

local objectsIn(mesh, here) =
  local isSpread = mesh.distribution == 'spread';
  local others = [cluster for cluster in std.objectFields(mesh.clusters) if cluster != here];
  local isRunning(service) = isSpread || service.v2 == here || service.v3 == here;
  [
    {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { labels: { 'istio-injection': 'enabled' }, name: 'default' },
    },
    istio('Gateway', 'bench', {
      selector: { istio: 'eastwestgateway' },
      servers: [{
        hosts: [
          'default/' + service.name + '.default.svc.cluster.local'
          for service in mesh.services
          if isRunning(service)
        ],
        port: { name: 'tls', number: 15443, protocol: 'TLS' },
        tls: { mode: 'AUTO_PASSTHROUGH' },
      }],
    }) { metadata+: { namespace: 'istio-system' } },
  ] + std.flattenArrays([
    local versions = ['v1'] + [version for version in ['v2', 'v3'] if service[version] == here];
    local remote =
      (if isSpread then { v1: others } else {})
      + { [version]: [service[version]] for version in ['v2', 'v3'] if service[version] != here };
    workloads(service.name, versions) + traffic(mesh, here, service.name, remote)
    for service in mesh.services
  ]);

function(mesh) {
  [cluster + '/objects.json']: objectsIn(mesh, cluster)
  for cluster in std.objectFields(mesh.clusters)
}
