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
const field = createRoute({
  getParentRoute: () => root,
  path: '/field',
  component: lazyRouteComponent(() => import('./views/field/field.tsx'), 'FieldView'),
})
const fieldTabs = [
  createRoute({
    getParentRoute: () => field,
    path: '/',
    component: lazyRouteComponent(() => import('./views/field/links/links-tab.tsx'), 'LinksTab'),
  }),
  createRoute({
    getParentRoute: () => field,
    path: 'add',
    component: lazyRouteComponent(() => import('./views/field/scan/add-tab.tsx'), 'AddTab'),
  }),
  createRoute({
    getParentRoute: () => field,
    path: 'models',
    component: lazyRouteComponent(() => import('./views/field/models/models-tab.tsx'), 'ModelsTab'),
  }),
  createRoute({
    getParentRoute: () => field,
    path: 'list',
    component: lazyRouteComponent(() => import('./views/field/device-list/list-tab.tsx'), 'ListTab'),
  }),
  createRoute({
    getParentRoute: () => field,
    path: 'commissioning',
    component: lazyRouteComponent(
      () => import('./views/field/commissioning/commissioning-tab.tsx'),
      'CommissioningTab',
    ),
  }),
  createRoute({
    getParentRoute: () => field,
    path: 'certificates',
    component: lazyRouteComponent(() => import('./views/field/certificates/certificates-tab.tsx'), 'CertificatesTab'),
  }),
  createRoute({
    getParentRoute: () => field,
    path: 'northbound',
    component: lazyRouteComponent(() => import('./views/field/northbound/northbound-tab.tsx'), 'NorthboundTab'),
  }),
] as const

/** Every screen by its address. */
export const router = createRouter({
  routeTree: root.addChildren([overview, assets.addChildren([asset]), dispatch, field.addChildren(fieldTabs)]),
  defaultPreload: 'intent',
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
