import { Link } from '@tanstack/react-router'
import { ChevronRight } from 'lucide-react'
import { Chip, type ChipKind } from '../../../components/chip.tsx'
import { Panel } from '../../../components/panel.tsx'
import { useLiveStore, useSite, useStatus } from '../../../state/live.ts'
import { hasGridPower, type Service, servicesOf } from '../../dispatch/services.ts'
import css from './side.module.css'
import { useDecisions } from './use-decisions.ts'

const chips: Record<Service['state'], { kind: ChipKind; word: string }> = {
  active: { kind: 'active', word: 'Active' },
  armed: { kind: 'track', word: 'Armed' },
  off: { kind: 'outline', word: 'Off' },
  'not ready': { kind: 'outline', word: 'Not ready' },
}

/** Standing duties of the engine: at work now, armed, or not ready. */
export function Services() {
  const site = useSite()
  const { peakShavingAboveKW, surplusExportAboveKW } = site
  const services = servicesOf({
    peakShavingAboveKW,
    surplusExportAboveKW,
    status: useStatus(),
    hasGridPower: hasGridPower(site, useLiveStore()),
    decisions: useDecisions(),
  })
  return (
    <Panel
      title="Services"
      link={
        <Link to="/dispatch">
          Dispatch <ChevronRight size={12} aria-hidden />
        </Link>
      }
    >
      {services.length === 0 && <p className={css.empty}>This site is set up for none.</p>}
      <ul className={css.rows}>
        {services.map(({ name, state, commitment, readiness }) => (
          <li key={name} className={css.row}>
            <Chip kind={chips[state].kind}>{chips[state].word}</Chip>
            <span className={css.words}>
              <span className={css.wrap}>
                <b>{name}</b> <span className={css.quiet}>{commitment}</span>
              </span>
            </span>
            {readiness !== 'ready' && <span className={css.right}>{readiness}</span>}
          </li>
        ))}
      </ul>
    </Panel>
  )
}
