// Command oracle reads manifests as kubectl does, and prints what they mean as lines of JSON.
//
// By default it reads YAML documents from standard input, and prints a line for each: {"value": ...}, or {"error": "..."}.
// With -texts it reads lines, each a text in base64, and prints a line for each: the list of its values and errors.
package main

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"flag"
	"io"
	"log"
	"os"

	"k8s.io/apimachinery/pkg/util/yaml"
)

type answer struct {
	Value json.RawMessage `json:"value,omitempty"`
	Error string          `json:"error,omitempty"`
}

type decoder interface {
	Decode(into any) error
}

func main() {
	texts := flag.Bool("texts", false, "read lines of texts in base64")
	flag.Parse()
	out := bufio.NewWriter(os.Stdout)
	lines := json.NewEncoder(out)
	if *texts {
		readTexts(os.Stdin, lines)
	} else {
		for _, each := range answers(yaml.NewYAMLToJSONDecoder(os.Stdin), false) {
			encode(lines, each)
		}
	}
	if err := out.Flush(); err != nil {
		log.Fatal(err)
	}
}

func readTexts(in io.Reader, lines *json.Encoder) {
	scanner := bufio.NewScanner(in)
	scanner.Buffer(nil, 1<<30)
	for scanner.Scan() {
		text, err := base64.StdEncoding.DecodeString(scanner.Text())
		if err != nil {
			log.Fatal(err)
		}
		if yaml.IsJSONBuffer(text) {
			encode(lines, answers(yaml.NewYAMLOrJSONDecoder(bytes.NewReader(text), 4096), true))
		} else {
			// the same for YAML, but it goes on after an error
			encode(lines, answers(yaml.NewYAMLToJSONDecoder(bytes.NewReader(text)), false))
		}
	}
	if err := scanner.Err(); err != nil {
		log.Fatal(err)
	}
}

func answers(from decoder, untilError bool) []answer {
	all := []answer{}
	for {
		// like kubectl's RawExtension, a type that reads JSON itself: numbers are not converted to the types of fields
		var value json.RawMessage
		err := from.Decode(&value)
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			all = append(all, answer{Error: err.Error()})
			if untilError {
				return all
			}
			continue
		}
		all = append(all, answer{Value: value})
	}
}

func encode(lines *json.Encoder, value any) {
	if err := lines.Encode(value); err != nil {
		log.Fatal(err)
	}
}
