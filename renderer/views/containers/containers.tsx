import { useMediaQuery } from '@mantine/hooks'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { usable } from '../../../domain/reading.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { PageHead } from '../../components/page-head.tsx'
import { formatNumber } from '../../format/number.ts'
import { useLiveStore, useSite } from '../../state/live.ts'
import { useObstacle } from '../../state/use-obstacle.ts'
import { ActButton } from '../operate/act-button.tsx'
import css from './containers.module.css'
import { useContainers } from './data/use-containers.ts'
import { CapDialog } from './group/cap-dialog.tsx'
import { EndCapsDialog } from './group/end-caps-dialog.tsx'
import type { Chosen } from './group/group-effect.ts'
import { ProtectDialog } from './group/protect-dialog.tsx'
import { MiningTrend } from './schedule/mining-trend.tsx'
import { SchedulePanel } from './schedule/schedule-panel.tsx'
import { ContainerGrid } from './table/container-grid.tsx'
import { DrawTile, HashrateTile } from './tiles/mining-tiles.tsx'
import tileCss from './tiles/mining-tiles.module.css'
import { ProfitPanel } from './tiles/profit-panel.tsx'

/** Of more containers no trend is drawn here: each is a question to the history. */
const mostTraced = 40

type GroupActName = 'cap' | 'endCaps' | 'protect'

/** All mining containers: what they draw, hash and earn, and acts on several of them. */
export function ContainersView() {
  const { name } = useSite()
  const containers = useContainers()
  const [chosenIds, setChosenIds] = useState<string[]>([])
  const [act, setAct] = useState<{ name: GroupActName; chosen: Chosen[] }>()
  const choose = useChosen(chosenIds)
  const hasRoom = useMediaQuery('(min-width: 2000px) and (min-height: 1200px)')
  const path = [
    <Link key="site" to="/">
      {name}
    </Link>,
    'Containers',
  ]
  if (containers.length === 0)
    return (
      <div className={css.page}>
        <PageHead title="Containers" level={2} path={path} />
        <EmptyState title="No containers">The site file names no mining containers.</EmptyState>
      </div>
    )
  return (
    <div className={css.page}>
      <PageHead title="Containers" level={2} path={path}>
        <Acts chosen={chosenIds.length} onAct={(next) => setAct({ name: next, chosen: choose() })} />
      </PageHead>
      <div className={css.body}>
        <div className={tileCss.tiles}>
          <DrawTile />
          <HashrateTile />
          <ProfitPanel />
        </div>
        <ContainerGrid onChosen={setChosenIds} />
        <SchedulePanel />
        {hasRoom && containers.length <= mostTraced && <MiningTrend />}
      </div>
      {act && <ActDialog act={act} onClose={() => setAct(undefined)} />}
    </div>
  )
}

/** The chosen containers with what they draw at the moment of asking. */
function useChosen(ids: readonly string[]): () => Chosen[] {
  const store = useLiveStore()
  const containers = useContainers()
  return () =>
    containers
      .filter(({ id }) => ids.includes(id))
      .map(({ id, name }) => ({ id, name, powerKW: usable(store.reading(id, 'activePowerKW')) }))
}

function ActDialog({ act, onClose }: { act: { name: GroupActName; chosen: Chosen[] }; onClose: () => void }) {
  const containers = useContainers()
  const { name, chosen } = act
  if (name === 'endCaps') return <EndCapsDialog chosen={chosen} onClose={onClose} />
  if (name === 'protect') return <ProtectDialog chosen={chosen} onClose={onClose} />
  const those = containers.filter(({ id }) => chosen.some((one) => one.id === id))
  return <CapDialog containers={those} chosen={chosen} onClose={onClose} />
}

const acts: { name: GroupActName; label: string }[] = [
  { name: 'protect', label: 'Protect…' },
  { name: 'endCaps', label: 'End caps…' },
  { name: 'cap', label: 'Set caps…' },
]

function Acts({ chosen, onAct }: { chosen: number; onAct: (name: GroupActName) => void }) {
  const refused = useObstacle('operator')
  const obstacle = refused ?? (chosen === 0 ? 'Choose containers in the table first' : undefined)
  return (
    <>
      <output>{chosen === 0 ? 'none chosen' : `${formatNumber(chosen)} chosen`}</output>
      {acts.map(({ name, label }) => (
        <ActButton key={name} isPrimary={name === 'cap'} obstacle={obstacle} onClick={() => onAct(name)}>
          {label}
        </ActButton>
      ))}
    </>
  )
}
