import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { Frame } from './frame/frame.tsx'
import { Overview } from './views/overview/overview.tsx'

const root = createRootRoute({ component: Frame })

const overview = createRoute({ getParentRoute: () => root, path: '/', component: Overview })
const assets = createRoute({
  getParentRoute: () => root,
  path: '/assets',
  component: lazyRouteComponent(() => import('./views/assets/assets.tsx'), 'AssetsView'),
})
const asset = createRoute({ getParentRoute: () => assets, path: '$assetId' })
const dispatch = createRoute({
  getParentRoute: () => root,
  path: '/dispatch',
  component: lazyRouteComponent(() => import('./views/dispatch/dispatch.tsx'), 'DispatchView'),
})

/** Every screen by its address. */
export const router = createRouter({
  routeTree: root.addChildren([overview, assets.addChildren([asset]), dispatch]),
  defaultPreload: 'intent',
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
