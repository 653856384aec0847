// What Istio's own control plane tells proxies, asked of its code in this process: no API server and no Envoy. It reads
// configurations from the standard input, one as JSON in each line, and prints for each what its proxies would get.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"runtime/debug"
	"slices"
	"sort"
	"strings"

	envoy "github.com/envoyproxy/go-control-plane/envoy/config/cluster/v3"
	core "github.com/envoyproxy/go-control-plane/envoy/config/core/v3"
	endpoint "github.com/envoyproxy/go-control-plane/envoy/config/endpoint/v3"
	listener "github.com/envoyproxy/go-control-plane/envoy/config/listener/v3"
	route "github.com/envoyproxy/go-control-plane/envoy/config/route/v3"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	meshconfig "istio.io/api/mesh/v1alpha1"
	"istio.io/istio/pilot/pkg/config/kube/crd"
	"istio.io/istio/pilot/pkg/model"
	"istio.io/istio/pilot/pkg/networking/util"
	"istio.io/istio/pilot/pkg/serviceregistry"
	"istio.io/istio/pilot/pkg/serviceregistry/aggregate"
	"istio.io/istio/pilot/pkg/serviceregistry/provider"
	labelutil "istio.io/istio/pilot/pkg/serviceregistry/util/label"
	"istio.io/istio/pilot/pkg/xds/endpoints"
	"istio.io/istio/pilot/test/xds"
	"istio.io/istio/pilot/test/xdstest"
	"istio.io/istio/pkg/cluster"
	"istio.io/istio/pkg/config"
	"istio.io/istio/pkg/config/constants"
	"istio.io/istio/pkg/config/mesh"
	"istio.io/istio/pkg/config/mesh/meshwatcher"
	"istio.io/istio/pkg/log"
	"istio.io/istio/pkg/network"
	"istio.io/istio/pkg/test"
)

// A Configuration is a mesh with the proxies that are asked for.
type Configuration struct {
	Clusters []Cluster `json:"clusters"`
	// Connected says whether remote secrets connect the clusters.
	Connected bool    `json:"connected"`
	Proxies   []Proxy `json:"proxies"`
}

// A Cluster holds objects of Istio, and those of Kubernetes as text, separated by lines of three dashes.
type Cluster struct {
	Name       string            `json:"name"`
	Istio      []json.RawMessage `json:"istio"`
	Kubernetes string            `json:"kubernetes"`
	// MeshConfig is YAML.
	MeshConfig string `json:"meshConfig"`
	// Network is the network of the Namespace istio-system, which the fake server does not read.
	Network string `json:"network"`
}

// A Proxy is a sidecar or a gateway.
type Proxy struct {
	Cluster        string            `json:"cluster"`
	Namespace      string            `json:"namespace"`
	Name           string            `json:"name"`
	ServiceAccount string            `json:"serviceAccount"`
	Labels         map[string]string `json:"labels"`
	// Type is sidecar or router.
	Type     string `json:"type"`
	IP       string `json:"ip"`
	Network  string `json:"network"`
	Locality string `json:"locality"`
	// Node is where its Pod runs.
	Node string `json:"node"`
	// NetworkView lists the networks whose endpoints the proxy gets; all if it is empty.
	NetworkView []string `json:"networkView"`
	// Inbound asks for nothing but the listener for what comes in.
	Inbound bool `json:"inbound"`
}

// Resources are what a proxy gets.
type Resources struct {
	Listeners []json.RawMessage `json:"listeners"`
	Routes    []json.RawMessage `json:"routes"`
	Clusters  []json.RawMessage `json:"clusters"`
	Endpoints []json.RawMessage `json:"endpoints"`
}

// A Refusal is an object that the API server would not take.
type Refusal struct {
	Cluster   string `json:"cluster"`
	Kind      string `json:"kind"`
	Namespace string `json:"namespace"`
	Name      string `json:"name"`
	Reason    string `json:"reason"`
}

// An Answer has the resources of each proxy, in the order of the question.
type Answer struct {
	Proxies []*Resources `json:"proxies"`
	Refused []Refusal    `json:"refused"`
	Error   string       `json:"error,omitempty"`
}

func main() {
	for _, scope := range log.Scopes() {
		scope.SetOutputLevel(log.NoneLevel)
	}
	// the memory of a machine that does other work, too
	debug.SetMemoryLimit(2 << 30)
	input := bufio.NewReaderSize(os.Stdin, 1<<20)
	output := bufio.NewWriter(os.Stdout)
	encoder := json.NewEncoder(output)
	for {
		line, err := input.ReadBytes('\n')
		if err != nil {
			return
		}
		if err := encoder.Encode(answer(line)); err != nil {
			panic(err)
		}
		output.Flush()
	}
}

func answer(line []byte) Answer {
	configuration := Configuration{}
	if err := json.Unmarshal(line, &configuration); err != nil {
		return Answer{Error: err.Error()}
	}
	result := Answer{Proxies: make([]*Resources, len(configuration.Proxies)), Refused: []Refusal{}}
	for _, each := range configuration.Clusters {
		refused, err := ask(each, configuration, result.Proxies)
		result.Refused = append(result.Refused, refused...)
		if err != nil {
			result.Error = fmt.Sprintf("%s: %v", each.Name, err)
			return result
		}
	}
	return result
}

// ask has the control plane of a cluster configure the proxies there.
func ask(self Cluster, configuration Configuration, results []*Resources) (refused []Refusal, err error) {
	settings, err := mesh.ApplyMeshConfigDefaults(self.MeshConfig)
	if err != nil {
		return nil, err
	}
	configs, refused, err := parse(self)
	if err != nil {
		return refused, err
	}
	// Services, Pods and EndpointSlices of other clusters count where remote secrets exist
	objects := map[cluster.ID]string{}
	for _, each := range configuration.Clusters {
		if each.Name == self.Name || configuration.Connected {
			objects[cluster.ID(each.Name)] = each.Kubernetes
		}
	}
	var crash error
	err = test.Wrap(func(t test.Failer) {
		// some configurations make Istio crash
		defer func() {
			if reason := recover(); reason != nil {
				crash = fmt.Errorf("crash: %v", reason)
			}
		}()
		server := xds.NewFakeDiscoveryServer(t, options(self, settings, configs, objects, networks(configuration)))
		if len(objects) > 1 {
			order(t, server, cluster.ID(self.Name))
		}
		for index, each := range configuration.Proxies {
			if each.Cluster == self.Name {
				results[index] = resources(server, each)
			}
		}
	})
	if crash != nil {
		return refused, crash
	}
	return refused, err
}

func options(
	self Cluster,
	settings *meshconfig.MeshConfig,
	configs []config.Config,
	objects map[cluster.ID]string,
	networks *meshconfig.MeshNetworks,
) xds.FakeOptions {
	return xds.FakeOptions{
		DefaultClusterName:              cluster.ID(self.Name),
		KubernetesObjectStringByCluster: objects,
		Configs:                         configs,
		MeshConfig:                      settings,
		NetworksWatcher:                 meshwatcher.NewFixedNetworksWatcher(networks),
	}
}

// networks says which network each cluster is, so that addresses without a Pod are in one, too.
func networks(configuration Configuration) *meshconfig.MeshNetworks {
	found := map[string]*meshconfig.Network{}
	for _, each := range configuration.Clusters {
		if each.Network == "" {
			continue
		}
		if found[each.Network] == nil {
			found[each.Network] = &meshconfig.Network{}
		}
		registry := &meshconfig.Network_NetworkEndpoints{Ne: &meshconfig.Network_NetworkEndpoints_FromRegistry{FromRegistry: each.Name}}
		found[each.Network].Endpoints = append(found[each.Network].Endpoints, registry)
	}
	return &meshconfig.MeshNetworks{Networks: found}
}

// parse reads Istio's objects, and leaves out those that its webhook refuses.
func parse(self Cluster) (accepted []config.Config, refused []Refusal, err error) {
	for _, each := range self.Istio {
		configs, _, reason := crd.ParseInputs(string(each))
		if reason == nil {
			for _, each := range configs {
				// the client of the API server sets it; short names end in it
				each.Domain = constants.DefaultClusterLocalDomain
				accepted = append(accepted, each)
			}
			continue
		}
		named := struct {
			Kind     string `json:"kind"`
			Metadata struct {
				Name      string `json:"name"`
				Namespace string `json:"namespace"`
			} `json:"metadata"`
		}{}
		if err := json.Unmarshal(each, &named); err != nil {
			return nil, nil, err
		}
		refused = append(refused, Refusal{self.Name, named.Kind, named.Metadata.Namespace, named.Metadata.Name, reason.Error()})
	}
	return accepted, refused, nil
}

// order puts the own cluster before the others, and these in the order of their names, as istiod adds them when it starts. The
// fake server adds them in any order.
func order(t test.Failer, server *xds.FakeDiscoveryServer, self cluster.ID) {
	controller, found := server.Env().ServiceDiscovery.(*aggregate.Controller)
	if !found {
		t.Fatal("the registries of the fake server are not known")
	}
	registries := slices.DeleteFunc(controller.GetRegistries(), func(each serviceregistry.Instance) bool {
		return each.Provider() != provider.Kubernetes
	})
	slices.SortFunc(registries, func(one, other serviceregistry.Instance) int {
		if one.Cluster() == self || other.Cluster() == self {
			return map[bool]int{true: -1, false: 1}[one.Cluster() == self]
		}
		return strings.Compare(string(one.Cluster()), string(other.Cluster()))
	})
	for _, each := range registries {
		controller.DeleteRegistry(each.Cluster(), each.Provider())
	}
	for _, each := range registries {
		controller.AddRegistry(each)
	}
	// Istio gives clusters that resolve names the gateways of networks only once nothing has changed since it last looked
	controller.NotifyGatewayHandlers()
	controller.NotifyGatewayHandlers()
	server.Discovery.ConfigUpdate(&model.PushRequest{Forced: true})
	server.EnsureSynced(t)
}

func resources(server *xds.FakeDiscoveryServer, each Proxy) *Resources {
	proxy := proxyOf(server, each)
	listeners := server.Listeners(proxy)
	if each.Inbound {
		return &Resources{Listeners: all(inbound(listeners))}
	}
	clusters := server.Clusters(proxy)
	return &Resources{
		Listeners: all(listeners),
		Routes:    all(routes(server, proxy, listeners)),
		Clusters:  all(clusters),
		Endpoints: all(assignments(server, proxy, clusters)),
	}
}

// routes asks for each route once, as Envoy does: some answers differ for a name that is in one question twice.
func routes(server *xds.FakeDiscoveryServer, proxy *model.Proxy, listeners []*listener.Listener) []*route.RouteConfiguration {
	names := xdstest.ExtractRoutesFromListeners(listeners)
	slices.Sort(names)
	built, _ := server.ConfigGen.BuildHTTPRoutes(proxy, &model.PushRequest{Push: server.PushContext()}, slices.Compact(names))
	found := []*route.RouteConfiguration{}
	for _, each := range built {
		configuration := &route.RouteConfiguration{}
		if err := each.Resource.UnmarshalTo(configuration); err == nil {
			found = append(found, configuration)
		}
	}
	return found
}

// inbound keeps the listener for what comes in.
func inbound(listeners []*listener.Listener) []*listener.Listener {
	return slices.DeleteFunc(listeners, func(each *listener.Listener) bool { return each.Name != model.VirtualInboundListenerName })
}

// assignments are the endpoints of the clusters that get theirs apart.
func assignments(server *xds.FakeDiscoveryServer, proxy *model.Proxy, clusters []*envoy.Cluster) []*endpoint.ClusterLoadAssignment {
	found := []*endpoint.ClusterLoadAssignment{}
	for _, name := range xdstest.ExtractEdsClusterNames(clusters) {
		builder := endpoints.NewEndpointBuilder(name, proxy, server.PushContext())
		found = append(found, builder.BuildClusterLoadAssignment(server.Discovery.Env.EndpointIndex))
	}
	return found
}

// proxyOf is what istiod makes of a proxy that connects; the labels of topology are added as in xds.setTopologyLabels.
func proxyOf(server *xds.FakeDiscoveryServer, each Proxy) *model.Proxy {
	locality := util.ConvertLocality(each.Locality)
	metadata := &model.NodeMetadata{
		ClusterID:      cluster.ID(each.Cluster),
		Namespace:      each.Namespace,
		Labels:         each.Labels,
		Network:        network.ID(each.Network),
		ServiceAccount: each.ServiceAccount,
		NodeName:       each.Node,
		IstioVersion:   "1.31.0",
	}
	if len(each.NetworkView) > 0 {
		metadata.RequestedNetworkView = each.NetworkView
	}
	proxy := &model.Proxy{
		ID:              each.Name + "." + each.Namespace,
		Type:            model.NodeType(each.Type),
		ConfigNamespace: each.Namespace,
		IPAddresses:     []string{each.IP},
		Metadata:        metadata,
		Locality:        locality,
		XdsNode:         &core.Node{Locality: locality},
		Labels:          labelutil.AugmentLabels(each.Labels, metadata.ClusterID, each.Locality, each.Node, metadata.Network),
	}
	return server.SetupProxy(proxy)
}

func all[M proto.Message](messages []M) []json.RawMessage {
	found := make([]json.RawMessage, 0, len(messages))
	for _, each := range messages {
		found = append(found, json.RawMessage(protojson.MarshalOptions{}.Format(each)))
	}
	sort.SliceStable(found, func(i, j int) bool { return strings.Compare(string(found[i]), string(found[j])) < 0 })
	return found
}
