/** @module Compares drawn meshes with their descriptions, in clusters that discover each other's endpoints. */
import { testRandomMeshes } from '../random';

testRandomMeshes({ scheme: 'EndpointDiscovery', name: 'random-found', distributions: ['spread', 'local'] }, 1);
