import { Link, Outlet, useLocation } from '@tanstack/react-router'
import { Chip } from '../../components/chip.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { PageHead } from '../../components/page-head.tsx'
import { problemOf } from '../../connection/problem.ts'
import { marketTabs } from '../../frame/screens.ts'
import { TabLinks } from '../../frame/tabs/tab-links.tsx'
import { useSite, useStatus } from '../../state/live.ts'
import css from './market.module.css'
import { useMarketNow } from './queries.ts'

/** Storage offered and asked for, who takes part, and what members decide. */
export function MarketView() {
  const { name } = useSite()
  const { isReplay } = useStatus()
  const { pathname } = useLocation()
  const tab = marketTabs.find(({ path }) => path === pathname.replace(/(.)\/$/, '$1'))
  const path = [
    <Link key="site" to="/">
      {name}
    </Link>,
    ...(tab === undefined || tab.path === '/market' ? [] : [tab.title]),
  ]
  return (
    <div className={css.page}>
      <PageHead title="Market" level={2} path={path}>
        <ChainChip />
        <TabLinks label="Market" tabs={marketTabs} />
      </PageHead>
      {isReplay ? (
        <EmptyState title="The market knows only the present">A replay shows the past of the site.</EmptyState>
      ) : (
        <Known />
      )}
    </div>
  )
}

/** Which chain it is, and how far it can be believed. */
function ChainChip() {
  const { data } = useMarketNow()
  if (!data) return null
  const { state, words, isPractice } = data.chain
  return (
    <>
      {isPractice && (
        <Chip kind="outline" title="Tokens of the practice chain are worth nothing.">
          Practice chain
        </Chip>
      )}
      {state !== 'sure' && state !== 'single' && (
        <Chip kind="hatched" title={words}>
          Chain {state}
        </Chip>
      )}
    </>
  )
}

function Known() {
  const { error, data } = useMarketNow()
  if (data || !error) return <Outlet />
  return (
    <EmptyState title="There is no market here yet">
      {problemOf(error).message} With a section “settlement” in the site file the site becomes a member, offers storage
      and asks for it.
    </EmptyState>
  )
}
