/** @module Compares drawn meshes with their descriptions, with calls across clusters by server name. */
import { testRandomMeshes } from './random';

testRandomMeshes({ scheme: 'SniAddressing', name: 'random', distributions: ['spread', 'local', 'order'] }, 1);
