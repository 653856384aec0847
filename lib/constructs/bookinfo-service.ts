/**
 * A service of Istio's Bookinfo sample.
 * @module
 */
import type { Construct } from 'constructs';
import type { IMeshService } from '../mesh';
import { checkedScope, type PlannedProps } from '../plan';
import type { PodContainer } from './deployment';
import { VersionedService } from './versioned-service';

/** Where the images of Bookinfo come from: `<repository>/examples-bookinfo-<service>-<version>:<tag>`. */
export interface BookinfoImages {
  /** The registry and path, such as `registry.istio.io/release`. */
  readonly repository: string;
  /** The release, such as `1.20.3`. */
  readonly tag: string;
}

/** Options of BookinfoService. */
export interface BookinfoServiceProps extends PlannedProps {
  /** The service: productpage, details, reviews or ratings. It belongs to the mesh of the plan (MC009). */
  readonly service: IMeshService;
  /**
   * Where its images come from.
   * @default - release 1.20.3 of registry.istio.io
   */
  readonly images?: BookinfoImages;
}

/** The images that today's Bookinfo sample uses. */
const CURRENT_IMAGES: BookinfoImages = { repository: 'registry.istio.io/release', tag: '1.20.3' };

/**
 * The container of a Bookinfo service, for VersionedService and ClusterChart.
 *
 * @param service the service, whose name is part of the name of the image
 * @param version the version, which is also part of the name of the image
 * @param images where the images come from; by default, release 1.20.3 of registry.istio.io
 */
export function bookinfoContainer(
  service: IMeshService,
  version: string,
  { repository, tag }: BookinfoImages = CURRENT_IMAGES,
): PodContainer {
  return {
    name: service.name,
    image: `${repository}/examples-bookinfo-${service.name}-${version}:${tag}`,
    imagePullPolicy: 'IfNotPresent',
    ports: [...new Set(service.ports.map(({ targetPort }) => targetPort))].map((containerPort) => ({ containerPort })),
  };
}

/**
 * A VersionedService with Bookinfo's images.
 *
 * @example
 * new BookinfoService(chart, 'reviews', { service: reviews, plan: plan.for(cluster2) });
 * @see https://istio.io/latest/docs/examples/bookinfo/
 */
export class BookinfoService extends VersionedService {
  constructor(scope: Construct, id: string, props: BookinfoServiceProps) {
    const own = checkedScope(scope, id, props, ['service', 'images', 'plan']);
    const { service, images, plan } = props;
    super(own, id, { service, plan, container: (of, version) => bookinfoContainer(of, version, images) });
  }
}
