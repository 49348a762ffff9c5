import { Link, Outlet, useLocation } from '@tanstack/react-router'
import { useState } from 'react'
import { PageHead } from '../../components/page-head.tsx'
import { dispatchTabs } from '../../frame/screens.ts'
import { TabLinks } from '../../frame/tabs/tab-links.tsx'
import { useInstructions, useServices, useSite } from '../../state/live.ts'
import { useObstacle } from '../../state/use-obstacle.ts'
import { ActButton } from '../operate/act-button.tsx'
import css from './dispatch.module.css'
import { isOpen } from './instructions/instruction-words.ts'
import { NewInstruction } from './instructions/new/new-instruction.tsx'
import { WhatIfDialog } from './what-if/what-if-dialog.tsx'

type TabPath = (typeof dispatchTabs)[number]['path']

/** How many stand behind a tab. */
function useCounts(): Partial<Record<TabPath, number>> {
  const open = useInstructions().filter(isOpen).length
  const services = useServices()
  return { '/dispatch/instructions': open, ...(services && { '/dispatch/services': services.length }) }
}

/** What is planned and asked of the site, who decides, why each setpoint is what it is, and how it was delivered. */
export function DispatchView() {
  const { name } = useSite()
  const { pathname } = useLocation()
  const counts = useCounts()
  const tab = dispatchTabs.find(({ path }) => path === pathname.replace(/(.)\/$/, '$1'))
  const path = [
    <Link key="site" to="/">
      {name}
    </Link>,
    ...(tab === undefined || tab.path === '/dispatch' ? [] : [tab.title]),
  ]
  return (
    <div className={css.page}>
      <PageHead title="Dispatch" level={1} path={path}>
        <TabLinks label="Dispatch" tabs={dispatchTabs} counts={counts} />
        <Acts />
      </PageHead>
      <Outlet />
    </div>
  )
}

/** Tries something on the plan, or asks something of the site. */
function Acts() {
  const [opened, setOpened] = useState<'whatIf' | 'instruction'>()
  const obstacle = useObstacle('operator')
  const close = () => setOpened(undefined)
  return (
    <>
      <ActButton obstacle={obstacle} onClick={() => setOpened('whatIf')}>
        What if…
      </ActButton>
      <ActButton isPrimary obstacle={obstacle} onClick={() => setOpened('instruction')}>
        New instruction
      </ActButton>
      {opened === 'whatIf' && <WhatIfDialog onClose={close} />}
      {opened === 'instruction' && <NewInstruction onClose={close} />}
    </>
  )
}
