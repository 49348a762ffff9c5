import { createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { NoScreen } from './routes/no-screen.tsx'
import { root } from './routes/root.ts'
import { marketRoutes } from './routes/market.ts'
import { settlementRoutes } from './routes/settlement.ts'
import { activeSearch, journalSearch } from './views/alarms/search.ts'
import { instructionSearch, proofSearch } from './views/dispatch/search.ts'
import { calendarSearch, chosenSearch } from './views/health/search.ts'
import { trendsSearch } from './views/trends/search.ts'
import { Overview } from './views/overview/overview.tsx'

const overview = createRoute({ getParentRoute: () => root, path: '/', component: Overview })
const assets = createRoute({
  getParentRoute: () => root,
  path: '/assets',
  component: lazyRouteComponent(() => import('./views/assets/assets.tsx'), 'AssetsView'),
})
const asset = createRoute({ getParentRoute: () => assets, path: '$assetId' })
const containers = createRoute({
  getParentRoute: () => root,
  path: '/containers',
  component: lazyRouteComponent(() => import('./views/containers/containers.tsx'), 'ContainersView'),
})
const storage = createRoute({
  getParentRoute: () => root,
  path: '/storage',
  component: lazyRouteComponent(() => import('./views/storage/storage.tsx'), 'StorageView'),
})
const bank = createRoute({ getParentRoute: () => storage, path: '$kind' })
const dispatch = createRoute({
  getParentRoute: () => root,
  path: '/dispatch',
  component: lazyRouteComponent(() => import('./views/dispatch/dispatch.tsx'), 'DispatchView'),
})
const dispatchTabs = [
  createRoute({
    getParentRoute: () => dispatch,
    path: '/',
    component: lazyRouteComponent(() => import('./views/dispatch/plan/plan-tab.tsx'), 'PlanTab'),
  }),
  createRoute({
    getParentRoute: () => dispatch,
    path: 'instructions',
    validateSearch: instructionSearch,
    component: lazyRouteComponent(
      () => import('./views/dispatch/instructions/instructions-tab.tsx'),
      'InstructionsTab',
    ),
  }),
  createRoute({
    getParentRoute: () => dispatch,
    path: 'services',
    component: lazyRouteComponent(() => import('./views/dispatch/services/services-tab.tsx'), 'ServicesTab'),
  }),
  createRoute({
    getParentRoute: () => dispatch,
    path: 'proofs',
    validateSearch: proofSearch,
    component: lazyRouteComponent(() => import('./views/dispatch/proofs/proofs-tab.tsx'), 'ProofsTab'),
  }),
  createRoute({
    getParentRoute: () => dispatch,
    path: 'commands',
    component: lazyRouteComponent(() => import('./views/dispatch/commands/commands-tab.tsx'), 'CommandsTab'),
  }),
] as const
const alarms = createRoute({
  getParentRoute: () => root,
  path: '/alarms',
  component: lazyRouteComponent(() => import('./views/alarms/alarms.tsx'), 'AlarmsView'),
})
const alarmTabs = [
  createRoute({
    getParentRoute: () => alarms,
    path: '/',
    validateSearch: activeSearch,
    component: lazyRouteComponent(() => import('./views/alarms/active/active-tab.tsx'), 'ActiveTab'),
  }),
  createRoute({
    getParentRoute: () => alarms,
    path: 'shelved',
    component: lazyRouteComponent(() => import('./views/alarms/aside/aside-tab.tsx'), 'AsideTab'),
  }),
  createRoute({
    getParentRoute: () => alarms,
    path: 'suppressed',
    component: lazyRouteComponent(() => import('./views/alarms/aside/aside-tab.tsx'), 'AsideTab'),
  }),
  createRoute({
    getParentRoute: () => alarms,
    path: 'out-of-service',
    component: lazyRouteComponent(() => import('./views/alarms/aside/aside-tab.tsx'), 'AsideTab'),
  }),
  createRoute({
    getParentRoute: () => alarms,
    path: 'journal',
    validateSearch: journalSearch,
    component: lazyRouteComponent(() => import('./views/alarms/journal/journal-tab.tsx'), 'JournalTab'),
  }),
  createRoute({
    getParentRoute: () => alarms,
    path: 'figures',
    component: lazyRouteComponent(() => import('./views/alarms/figures/figures-tab.tsx'), 'FiguresTab'),
  }),
  createRoute({
    getParentRoute: () => alarms,
    path: 'definitions',
    component: lazyRouteComponent(() => import('./views/alarms/definitions/definitions-tab.tsx'), 'DefinitionsTab'),
  }),
] as const
const health = createRoute({
  getParentRoute: () => root,
  path: '/health',
  component: lazyRouteComponent(() => import('./views/health/health.tsx'), 'HealthView'),
})
const healthTabs = [
  createRoute({
    getParentRoute: () => health,
    path: '/',
    validateSearch: chosenSearch,
    component: lazyRouteComponent(() => import('./views/health/forecasts/forecasts-tab.tsx'), 'ForecastsTab'),
  }),
  createRoute({
    getParentRoute: () => health,
    path: 'anomalies',
    validateSearch: chosenSearch,
    component: lazyRouteComponent(() => import('./views/health/anomalies/anomalies-tab.tsx'), 'AnomaliesTab'),
  }),
  createRoute({
    getParentRoute: () => health,
    path: 'rules',
    validateSearch: chosenSearch,
    component: lazyRouteComponent(() => import('./views/health/rules/rules-tab.tsx'), 'RulesTab'),
  }),
  createRoute({
    getParentRoute: () => health,
    path: 'verdicts',
    component: lazyRouteComponent(() => import('./views/health/verdicts/verdicts-tab.tsx'), 'VerdictsTab'),
  }),
  createRoute({
    getParentRoute: () => health,
    path: 'work',
    validateSearch: chosenSearch,
    component: lazyRouteComponent(() => import('./views/health/work/work-tab.tsx'), 'WorkTab'),
  }),
  createRoute({
    getParentRoute: () => health,
    path: 'calendar',
    validateSearch: calendarSearch,
    component: lazyRouteComponent(() => import('./views/health/calendar/calendar-tab.tsx'), 'CalendarTab'),
  }),
  createRoute({
    getParentRoute: () => health,
    path: 'consumption',
    component: lazyRouteComponent(() => import('./views/health/consumption/consumption-tab.tsx'), 'ConsumptionTab'),
  }),
  createRoute({
    getParentRoute: () => health,
    path: 'assets/$assetId',
    component: lazyRouteComponent(() => import('./views/health/asset/asset-health.tsx'), 'AssetHealthView'),
  }),
] as const
const trends = createRoute({
  getParentRoute: () => root,
  path: '/trends',
  validateSearch: trendsSearch,
  component: lazyRouteComponent(() => import('./views/trends/trends.tsx'), 'TrendsView'),
})
const reports = createRoute({
  getParentRoute: () => root,
  path: '/reports',
  component: lazyRouteComponent(() => import('./views/reports/reports.tsx'), 'ReportsView'),
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
  routeTree: root.addChildren([
    overview,
    assets.addChildren([asset]),
    containers,
    storage.addChildren([bank]),
    dispatch.addChildren(dispatchTabs),
    trends,
    reports,
    settlementRoutes,
    marketRoutes,
    health.addChildren(healthTabs),
    alarms.addChildren(alarmTabs),
    field.addChildren(fieldTabs),
  ]),
  defaultPreload: 'intent',
  defaultNotFoundComponent: NoScreen,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
