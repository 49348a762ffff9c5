import { isBattery, type Bank } from '../bank/kinds.ts'
import { EnergyTile } from './energy-tile.tsx'
import { HydrogenTile } from './hydrogen-tile.tsx'
import { LossTile } from './loss-tile.tsx'
import { PowerTile } from './power-tile.tsx'
import css from './tiles.module.css'
import { TimeTile } from './time-tile.tsx'
import { WearTile } from './wear-tile.tsx'

/** What a bank answers first: how long it lasts, what it stores, what it does, and what keeping it costs. */
export function Tiles({ bank }: { bank: Bank }) {
  return (
    <div className={css.tiles}>
      <TimeTile bank={bank} />
      <EnergyTile bank={bank} />
      <PowerTile bank={bank} />
      {bank.kind === 'flywheel' && <LossTile bank={bank} />}
      {bank.kind === 'hydrogen' && <HydrogenTile bank={bank} />}
      {isBattery(bank.kind) && <WearTile bank={bank} kind={bank.kind} />}
    </div>
  )
}
