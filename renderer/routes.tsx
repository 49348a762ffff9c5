import { createRootRoute, createRoute, createRouter } from '@tanstack/react-router'
import { Frame } from './frame/frame.tsx'
import { Overview } from './views/overview/overview.tsx'

const root = createRootRoute({ component: Frame })

const overview = createRoute({ getParentRoute: () => root, path: '/', component: Overview })
const assets = createRoute({ getParentRoute: () => root, path: '/assets', component: () => null })
const asset = createRoute({ getParentRoute: () => assets, path: '$assetId' })
const dispatch = createRoute({ getParentRoute: () => root, path: '/dispatch', component: () => null })

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
