import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { billsSearch } from '../views/bills/search.ts'
import { rowSearch, moneySearch } from '../views/settlement/search.ts'
import { root } from './root.ts'

const settlement = createRoute({
  getParentRoute: () => root,
  path: '/settlement',
  component: lazyRouteComponent(() => import('../views/settlement/settlement.tsx'), 'SettlementView'),
})
const tabs = [
  createRoute({
    getParentRoute: () => settlement,
    path: '/',
    validateSearch: moneySearch,
    component: lazyRouteComponent(() => import('../views/settlement/today/today-tab.tsx'), 'TodayTab'),
  }),
  createRoute({
    getParentRoute: () => settlement,
    path: 'outbox',
    validateSearch: rowSearch,
    component: lazyRouteComponent(() => import('../views/settlement/outbox/outbox-tab.tsx'), 'OutboxTab'),
  }),
  createRoute({
    getParentRoute: () => settlement,
    path: 'agreements',
    validateSearch: rowSearch,
    component: lazyRouteComponent(() => import('../views/settlement/agreements/agreements-tab.tsx'), 'AgreementsTab'),
  }),
  createRoute({
    getParentRoute: () => settlement,
    path: 'disputes',
    validateSearch: rowSearch,
    component: lazyRouteComponent(() => import('../views/settlement/disputes/disputes-tab.tsx'), 'DisputesTab'),
  }),
  createRoute({
    getParentRoute: () => settlement,
    path: 'payouts',
    validateSearch: rowSearch,
    component: lazyRouteComponent(() => import('../views/settlement/payouts/payouts-tab.tsx'), 'PayoutsTab'),
  }),
  createRoute({
    getParentRoute: () => settlement,
    path: 'bills',
    validateSearch: billsSearch,
    component: lazyRouteComponent(() => import('../views/bills/bills-tab.tsx'), 'BillsTab'),
  }),
  createRoute({
    getParentRoute: () => settlement,
    path: 'keys',
    component: lazyRouteComponent(() => import('../views/wallet/keys-tab.tsx'), 'KeysTab'),
  }),
] as const

/** Settlement with its tabs. */
export const settlementRoutes = settlement.addChildren(tabs)
