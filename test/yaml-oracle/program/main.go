// Command oracle reads YAML documents from standard input as kubectl reads manifests, and prints a line of JSON for each:
// {"value": ...}, or {"error": "..."}.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"io"
	"log"
	"os"

	"k8s.io/apimachinery/pkg/util/yaml"
)

type answer struct {
	Value json.RawMessage `json:"value,omitempty"`
	Error string          `json:"error,omitempty"`
}

func main() {
	decoder := yaml.NewYAMLToJSONDecoder(os.Stdin)
	out := bufio.NewWriter(os.Stdout)
	lines := json.NewEncoder(out)
	for {
		// like kubectl's RawExtension, a type that reads JSON itself: numbers are not converted to the types of fields
		var value json.RawMessage
		err := decoder.Decode(&value)
		if errors.Is(err, io.EOF) {
			break
		}
		reply := answer{Value: value}
		if err != nil {
			reply = answer{Error: err.Error()}
		}
		if err := lines.Encode(reply); err != nil {
			log.Fatal(err)
		}
	}
	if err := out.Flush(); err != nil {
		log.Fatal(err)
	}
}
