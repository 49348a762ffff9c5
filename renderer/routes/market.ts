import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { marketSearch } from '../views/market/search.ts'
import { root } from './root.ts'

const market = createRoute({
  getParentRoute: () => root,
  path: '/market',
  component: lazyRouteComponent(() => import('../views/market/market.tsx'), 'MarketView'),
})
const tabs = [
  createRoute({
    getParentRoute: () => market,
    path: '/',
    validateSearch: marketSearch,
    component: lazyRouteComponent(() => import('../views/market/book/market-tab.tsx'), 'MarketTab'),
  }),
  createRoute({
    getParentRoute: () => market,
    path: 'nodes',
    component: lazyRouteComponent(() => import('../views/market/nodes/nodes-tab.tsx'), 'NodesTab'),
  }),
  createRoute({
    getParentRoute: () => market,
    path: 'members',
    component: lazyRouteComponent(() => import('../views/members/members-tab.tsx'), 'MembersTab'),
  }),
  createRoute({
    getParentRoute: () => market,
    path: 'votes',
    component: lazyRouteComponent(() => import('../views/votes/votes-tab.tsx'), 'VotesTab'),
  }),
] as const

/** The market screen with its tabs. */
export const marketRoutes = market.addChildren(tabs)
