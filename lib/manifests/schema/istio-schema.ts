/**
 * The fields of Istio's kinds and their types, from the CRDs of Istio 1.31. `npm run import` writes this file.
 *
 * Each line is a type: its name, then its fields. `[]` is a list, and `{}` a map. Of the fields in
 * parentheses, an object has only one.
 * @module
 */
export const ISTIO_SCHEMA = `
Abort grpcStatus:string http2Error:string httpStatus:integer percentage:Percentage (httpStatus|grpcStatus|http2Error)
AllowOrigins exact:string prefix:string regex:string (exact|prefix|regex)
Attributes name:string value:string
AuthorizationPolicy.security.istio.io action:ALLOW|DENY|AUDIT|CUSTOM provider:Provider rules:Rules[]
  selector:WorkloadSelector targetRef:TargetRef targetRefs:TargetRef[]
Body bytes:string string:string (string|bytes)
ConnectionPool http:Http tcp:Tcp
ConsistentHash httpCookie:HttpCookie httpHeaderName:string httpQueryParameterName:string maglev:Maglev
  minimumRingSize:integer ringHash:RingHash useSourceIp:boolean
  (httpHeaderName|httpCookie|useSourceIp|httpQueryParameterName) (ringHash|maglev)
CorsPolicy allowCredentials:boolean allowHeaders:string[] allowMethods:string[] allowOrigin:string[]
  allowOrigins:AllowOrigins[] exposeHeaders:string[] maxAge:string unmatchedPreflights:UNSPECIFIED|FORWARD|IGNORE
Delay exponentialDelay:string fixedDelay:string percent:integer percentage:Percentage (fixedDelay|exponentialDelay)
Delegate name:string namespace:string
DestinationRule.networking.istio.io exportTo:string[] host:string subsets:Subsets[] trafficPolicy:TrafficPolicy
  workloadSelector:WorkloadSelector
DirectResponse body:Body status:integer
Distribute from:string to:integer{}
Egress bind:string captureMode:DEFAULT|IPTABLES|NONE hosts:string[] port:Port2
EgressProxy host:string port:Port subset:string
Endpoints address:string labels:string{} locality:string network:string ports:integer{} serviceAccount:string
  weight:integer
Exec command:string[]
Failover from:string to:string
Fault abort:Abort delay:Delay
From source:Source
FromHeaders name:string prefix:string
Gateway.networking.istio.io selector:string{} servers:Servers[]
Grpc port:integer service:string
Headers request:Request response:Request
Http h2UpgradePolicy:DEFAULT|DO_NOT_UPGRADE|UPGRADE http1MaxPendingRequests:integer http2KeepAlive:Http2KeepAlive
  http2MaxRequests:integer idleTimeout:string maxConcurrentStreams:integer maxRequestsPerConnection:integer
  maxRetries:integer useClientProtocol:boolean
Http2 corsPolicy:CorsPolicy delegate:Delegate directResponse:DirectResponse fault:Fault headers:Headers match:Match[]
  mirror:EgressProxy mirror_percent:integer mirrorPercent:integer mirrorPercentage:Percentage mirrors:Mirrors[]
  name:string redirect:Redirect retries:Retries rewrite:Rewrite route:Route[] timeout:string
Http2KeepAlive interval:string timeout:string
HttpCookie attributes:Attributes[] name:string path:string ttl:string
HttpGet host:string httpHeaders:Attributes[] path:string port:integer scheme:string
Ingress bind:string captureMode:DEFAULT|IPTABLES|NONE connectionPool:ConnectionPool defaultEndpoint:string port:Port2
  tls:Tls2
JwtRules audiences:string[] forwardOriginalToken:boolean fromCookies:string[] fromHeaders:FromHeaders[]
  fromParams:string[] issuer:string jwks:string jwks_uri:string jwksUri:string
  outputClaimToHeaders:OutputClaimToHeaders[] outputPayloadToHeader:string spaceDelimitedClaims:string[]
  timeout:string
LoadBalancer consistentHash:ConsistentHash localityLbSetting:LocalityLbSetting
  simple:UNSPECIFIED|LEAST_CONN|RANDOM|PASSTHROUGH|ROUND_ROBIN|LEAST_REQUEST warmup:Warmup warmupDurationSecs:string
  zoneAwareLbSetting:ZoneAwareLbSetting (simple|consistentHash)
LocalityLbSetting distribute:Distribute[] enabled:boolean failover:Failover[] failoverPriority:string[]
Maglev tableSize:integer
Match authority:AllowOrigins gateways:string[] headers:AllowOrigins{} ignoreUriCase:boolean method:AllowOrigins
  name:string port:integer queryParams:AllowOrigins{} scheme:AllowOrigins sourceLabels:string{}
  sourceNamespace:string statPrefix:string uri:AllowOrigins withoutHeaders:AllowOrigins{}
Match2 destinationSubnets:string[] gateways:string[] port:integer sourceLabels:string{} sourceNamespace:string
  sourceSubnet:string
Match3 destinationSubnets:string[] gateways:string[] port:integer sniHosts:string[] sourceLabels:string{}
  sourceNamespace:string
Metadata annotations:string{} labels:string{}
Mirrors destination:EgressProxy percentage:Percentage
Mtls mode:UNSET|DISABLE|PERMISSIVE|STRICT
Operation hosts:string[] methods:string[] notHosts:string[] notMethods:string[] notPaths:string[] notPorts:string[]
  paths:string[] ports:string[]
OutboundTrafficPolicy egressProxy:EgressProxy mode:REGISTRY_ONLY|ALLOW_ANY
OutlierDetection baseEjectionTime:string consecutive5xxErrors:integer consecutiveErrors:integer
  consecutiveGatewayErrors:integer consecutiveLocalOriginFailures:integer interval:string maxEjectionPercent:integer
  minHealthPercent:integer outlierDetectionHttpErrorCodes:integer[] splitExternalLocalOriginErrors:boolean
OutputClaimToHeaders claim:string header:string
PeerAuthentication.security.istio.io mtls:Mtls portLevelMtls:Mtls{} selector:WorkloadSelector
Percentage value:number
Port number:integer
Port2 name:string number:integer protocol:string targetPort:integer
PortLevelSettings connectionPool:ConnectionPool loadBalancer:LoadBalancer outlierDetection:OutlierDetection port:Port
  tls:Tls
Probe exec:Exec failureThreshold:integer grpc:Grpc httpGet:HttpGet initialDelaySeconds:integer periodSeconds:integer
  successThreshold:integer tcpSocket:TcpSocket timeoutSeconds:integer (httpGet|tcpSocket|exec|grpc)
Provider name:string
ProxyProtocol version:V1|V2
Redirect authority:string derivePort:FROM_PROTOCOL_DEFAULT|FROM_REQUEST_PORT port:integer prefixRewrite:string
  redirectCode:integer scheme:string uri:string (port|derivePort)
Request add:string{} remove:string[] set:string{}
RequestAuthentication.security.istio.io jwtRules:JwtRules[] selector:WorkloadSelector targetRef:TargetRef
  targetRefs:TargetRef[]
Retries attempts:integer backoff:string perTryTimeout:string retryIgnorePreviousHosts:boolean retryOn:string
  retryRemoteLocalities:boolean
RetryBudget budgetInterval:string minRetryConcurrency:integer percent:number
Rewrite authority:string uri:string uriRegexRewrite:UriRegexRewrite
RingHash minimumRingSize:integer
Route destination:EgressProxy headers:Headers weight:integer
Route2 destination:EgressProxy weight:integer
Rules from:From[] to:To[] when:When[]
Servers bind:string defaultEndpoint:string hosts:string[] name:string port:Port2 tls:Tls2
ServiceEntry.networking.istio.io addresses:string[] endpoints:Endpoints[] exportTo:string[] hosts:string[]
  location:MESH_EXTERNAL|MESH_INTERNAL ports:Port2[] resolution:NONE|STATIC|DNS|DNS_ROUND_ROBIN|DYNAMIC_DNS
  subjectAltNames:string[] workloadSelector:WorkloadSelector2
Sidecar.networking.istio.io egress:Egress[] inboundConnectionPool:ConnectionPool ingress:Ingress[]
  outboundTrafficPolicy:OutboundTrafficPolicy workloadSelector:WorkloadSelector2
Source ipBlocks:string[] namespaces:string[] notIpBlocks:string[] notNamespaces:string[] notPrincipals:string[]
  notRemoteIpBlocks:string[] notRequestPrincipals:string[] notServiceAccounts:string[] notTrustDomains:string[]
  principals:string[] remoteIpBlocks:string[] requestPrincipals:string[] serviceAccounts:string[]
  trustDomains:string[]
Subsets labels:string{} name:string trafficPolicy:TrafficPolicy
TargetRef group:string kind:string name:string namespace:string
Tcp connectTimeout:string idleTimeout:string maxConnectionDuration:string maxConnections:integer
  tcpKeepalive:TcpKeepalive
Tcp2 match:Match2[] route:Route2[]
TcpKeepalive interval:string probes:integer time:string
TcpSocket host:string port:integer
Tls caCertificates:string caCrl:string clientCertificate:string credentialName:string insecureSkipVerify:boolean
  mode:DISABLE|SIMPLE|MUTUAL|ISTIO_MUTUAL privateKey:string sni:string subjectAltNames:string[]
Tls2 caCertCredentialName:string caCertificates:string caCrl:string cipherSuites:string[] credentialName:string
  credentialNames:string[] httpsRedirect:boolean insecureSkipVerify:boolean
  maxProtocolVersion:TLS_AUTO|TLSV1_0|TLSV1_1|TLSV1_2|TLSV1_3
  minProtocolVersion:TLS_AUTO|TLSV1_0|TLSV1_1|TLSV1_2|TLSV1_3
  mode:PASSTHROUGH|SIMPLE|MUTUAL|AUTO_PASSTHROUGH|ISTIO_MUTUAL|OPTIONAL_MUTUAL privateKey:string
  serverCertificate:string subjectAltNames:string[] tlsCertificates:TlsCertificates[] verifyCertificateHash:string[]
  verifyCertificateSpki:string[]
Tls3 match:Match3[] route:Route2[]
TlsCertificates caCertificates:string privateKey:string serverCertificate:string
To operation:Operation
TrafficPolicy connectionPool:ConnectionPool loadBalancer:LoadBalancer outlierDetection:OutlierDetection
  portLevelSettings:PortLevelSettings[] proxyProtocol:ProxyProtocol retryBudget:RetryBudget tls:Tls tunnel:Tunnel
Tunnel protocol:string targetHost:string targetPort:integer
UriRegexRewrite match:string rewrite:string
VirtualService.networking.istio.io exportTo:string[] gateways:string[] hosts:string[] http:Http2[] tcp:Tcp2[]
  tls:Tls3[]
Warmup aggression:number duration:string minimumPercent:number
When key:string notValues:string[] values:string[]
WorkloadEntry.networking.istio.io address:string labels:string{} locality:string network:string ports:integer{}
  serviceAccount:string weight:integer
WorkloadGroup.networking.istio.io metadata:Metadata probe:Probe template:Endpoints
WorkloadSelector matchLabels:string{}
WorkloadSelector2 labels:string{}
ZoneAwareLbSetting enabled:boolean failover:Failover[] failoverPriority:string[] minClusterSize:integer
`;
