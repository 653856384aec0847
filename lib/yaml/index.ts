/**
 * The room of text: YAML documents, as cdk8s writes them and Kubernetes reads them.
 *
 * Where its speed comes from: the package `yaml` builds a node for every key and value, resolves its tag, and passes over the
 * tree three times. Here, one pass over the value appends to one string. Keys recur, so the start of a line, with its
 * indentation, key and colon, is made once for each depth. Most texts match one regular expression, and only others are looked
 * at closely.
 * @module
 */
export { yamlDocument } from './document';
