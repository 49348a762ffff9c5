import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type { StorageAsset } from '../../../domain/models/storage.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { PageHead } from '../../components/page-head.tsx'
import { useSite } from '../../state/live.ts'
import { ActButton } from '../operate/act-button.tsx'
import { OperateDialog } from '../operate/operate-dialog.tsx'
import { useOperateObstacle } from '../faceplate/use-operate-obstacle.ts'
import { BankTrend } from './bank-trend.tsx'
import { type Bank, banksOf } from './bank/kinds.ts'
import { BankCard } from './cards/bank-card.tsx'
import { BankMark } from './cards/bank-mark.tsx'
import { ArmButtons } from './service/arm-buttons.tsx'
import css from './storage.module.css'
import { UnitTable } from './table/unit-table.tsx'
import { Tiles } from './tiles/tiles.tsx'

/** Every storage of the site: how long each bank lasts, whether its units are healthy, which rule holds. */
export function StorageView() {
  const { kind } = useParams({ strict: false })
  const { assets } = useSite()
  const banks = banksOf(assets)
  const bank = banks.find((b) => b.path === kind) ?? banks[0]
  if (!bank)
    return (
      <div className={css.page}>
        <PageHead title="Storage" level={2} path={[]} />
        <EmptyState title="No storage">The site file names no flywheels, batteries or hydrogen.</EmptyState>
      </div>
    )
  return <BankView key={bank.kind} bank={bank} banks={banks} />
}

function BankView({ bank, banks }: { bank: Bank; banks: readonly Bank[] }) {
  const { name } = useSite()
  const [chosenId, setChosenId] = useState(bank.assets[0].id)
  const [isOperating, setOperating] = useState(false)
  const chosen = bank.assets.find((asset) => asset.id === chosenId) ?? bank.assets[0]
  const path = [
    <Link key="site" to="/">
      {name}
    </Link>,
    <Link key="storage" to="/storage">
      Storage
    </Link>,
    bank.title,
  ]
  return (
    <div className={css.page}>
      <PageHead title="Storage" level={2} path={path}>
        <Tabs banks={banks} current={bank} />
        <ArmButtons bank={bank} />
        <SetPower asset={chosen} isNamed={bank.assets.length > 1} onClick={() => setOperating(true)} />
      </PageHead>
      <div className={css.body}>
        <Tiles bank={bank} />
        <UnitTable bank={bank} selectedId={chosen.id} onSelect={setChosenId} />
        <BankTrend bank={bank} />
        <div className={css.cards}>
          {banks
            .filter((other) => other !== bank)
            .map((other) => (
              <BankCard key={other.kind} bank={other} />
            ))}
        </div>
        {isOperating && (
          <OperateDialog key={chosen.id} asset={chosen} intent="setPower" onClose={() => setOperating(false)} />
        )}
      </div>
    </div>
  )
}

function Tabs({ banks, current }: { banks: readonly Bank[]; current: Bank }) {
  return (
    <nav className={css.tabs} aria-label="Kinds of storage">
      {banks.map((bank) => (
        <Link
          key={bank.kind}
          to="/storage/$kind"
          params={{ kind: bank.path }}
          className={css.tab}
          {...(bank.kind === current.kind ? { 'data-on': true, 'aria-current': 'page' as const } : {})}
        >
          {bank.title}
          <BankMark bank={bank} />
        </Link>
      ))}
    </nav>
  )
}

function SetPower({ asset, isNamed, onClick }: { asset: StorageAsset; isNamed: boolean; onClick: () => void }) {
  const obstacle = useOperateObstacle(asset)
  return (
    <ActButton isPrimary obstacle={obstacle} onClick={onClick}>
      {isNamed ? `Set power of ${asset.name}` : 'Set power'}
    </ActButton>
  )
}
