/**
 * What `cdk8s synth` runs: both apps, written together.
 * @module
 */
import { ClusterApp } from '../lib';
import { article2019 } from './article-2019/main';
import { bookinfo } from './bookinfo/main';

ClusterApp.synthAll([...article2019(), ...bookinfo()]);
