/**
 * How proxies connect to a service.
 * @module
 */
import { localityFaults } from './localities';
import { durationFaults } from './names';
import { has, hasAny, hasText, itemsAt, notBoth, numbersMust, type Part, partAt, type Refusal, unless } from './part';

const FOR_PORTS = ['outlierDetection', 'connectionPool', 'loadBalancer', 'tls'];
const FIELDS = [...FOR_PORTS, 'tunnel', 'proxyProtocol', 'retryBudget'];

/** Refuses a policy that says nothing, or what Envoy cannot do. */
export function trafficPolicyFaults(policy: Part): readonly Refusal[] {
  if (policy.value === undefined) return [];
  const isGiven = FIELDS.some((name) => has(policy, name)) || hasAny(policy, 'portLevelSettings');
  if (!isGiven) return unless(has(policy, 'portLevelSettings'), policy, 'have at least one field', 'has none');
  return [
    ...notBoth(policy, 'tunnel', 'proxyProtocol'),
    ...settingsFaults(policy),
    ...itemsAt(policy, 'portLevelSettings').flatMap((each) => [
      ...unless(has(each, 'port'), partAt(each, 'port'), 'be given', 'is not'),
      ...unless(
        FOR_PORTS.some((name) => has(each, name)),
        each,
        'have a policy beside the port',
        'has none',
      ),
      ...settingsFaults(each),
    ]),
  ];
}

function settingsFaults(policy: Part): readonly Refusal[] {
  return [
    ...outlierFaults(partAt(policy, 'outlierDetection')),
    ...poolFaults(partAt(policy, 'connectionPool')),
    ...balancerFaults(partAt(policy, 'loadBalancer')),
    ...tlsFaults(partAt(policy, 'tls')),
  ];
}

function outlierFaults(outlier: Part): readonly Refusal[] {
  if (outlier.value === undefined) return [];
  const local = partAt(outlier, 'consecutiveLocalOriginFailures');
  const isSplit = partAt(outlier, 'splitExternalLocalOriginErrors').value === true;
  return [
    ...(isSplit ? [] : numbersMust(local, (count) => count === 0, 'be 0 without splitExternalLocalOriginErrors')),
    ...['maxEjectionPercent', 'minHealthPercent'].flatMap((name) =>
      numbersMust(partAt(outlier, name), (share) => share >= 0 && share <= 100, 'be from 0 to 100'),
    ),
    ...['baseEjectionTime', 'interval'].flatMap((name) => durationFaults(partAt(outlier, name))),
  ];
}

function poolFaults(pool: Part): readonly Refusal[] {
  if (pool.value === undefined) return [];
  const { http, tcp } = { http: partAt(pool, 'http'), tcp: partAt(pool, 'tcp') };
  const counts = [
    'http1MaxPendingRequests',
    'http2MaxRequests',
    'maxRequestsPerConnection',
    'maxRetries',
    'maxConcurrentStreams',
  ];
  const isUpgraded = partAt(http, 'h2UpgradePolicy').value === 'UPGRADE';
  return [
    ...unless(has(pool, 'http') || has(pool, 'tcp'), pool, 'have http or tcp', 'has none'),
    ...[...counts.map((name) => partAt(http, name)), partAt(tcp, 'maxConnections')].flatMap((each) =>
      numbersMust(each, (count) => count >= 0, 'be 0 or more'),
    ),
    ...unless(
      !isUpgraded || partAt(http, 'useClientProtocol').value !== true,
      partAt(http, 'useClientProtocol'),
      'be false beside the h2UpgradePolicy UPGRADE',
    ),
    ...durationFaults(partAt(http, 'idleTimeout')),
    ...['connectTimeout', 'maxConnectionDuration'].flatMap((name) => durationFaults(partAt(tcp, name))),
    ...durationFaults(partAt(tcp, 'idleTimeout'), (ms) => ms >= 0),
  ];
}

function balancerFaults(balancer: Part): readonly Refusal[] {
  if (balancer.value === undefined) return [];
  const cookie = partAt(balancer, 'consistentHash', 'httpCookie');
  return [
    ...unless(cookie.value === undefined || hasText(cookie, 'name'), partAt(cookie, 'name'), 'be given', 'is not'),
    ...notBoth(balancer, 'localityLbSetting', 'zoneAwareLbSetting'),
    ...localityFaults(partAt(balancer, 'localityLbSetting')),
  ];
}

/** Refuses files of certificates beside a credential. Istio says more about certificates, but then takes the object. */
function tlsFaults(tls: Part): readonly Refusal[] {
  if (!hasText(tls, 'credentialName')) return [];
  const isOwn = ['SIMPLE', 'MUTUAL'].some((mode) => partAt(tls, 'mode').value === mode);
  const files = ['clientCertificate', 'privateKey', 'caCertificates', 'caCrl'].filter((name) => hasText(tls, name));
  return unless(
    !isOwn || files.length === 0,
    tls,
    'have no files of certificates beside credentialName',
    `has ${files.join(', ')}`,
  );
}
