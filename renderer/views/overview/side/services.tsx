import { Link } from '@tanstack/react-router'
import { ChevronRight } from 'lucide-react'
import { Panel } from '../../../components/panel.tsx'
import { useServices } from '../../../state/live.ts'
import { commitmentWords, readyWords } from '../../dispatch/services/service-words.ts'
import { noServicesWords, ServiceChip } from '../../dispatch/services/services-panel.tsx'
import css from './side.module.css'

/** Standing duties of the engine: at work now, armed, or not ready. */
export function Services() {
  const services = useServices()
  return (
    <Panel
      title="Services"
      link={
        <Link to="/dispatch/services">
          All <ChevronRight size={12} aria-hidden />
        </Link>
      }
    >
      {(services === undefined || services.length === 0) && <p className={css.empty}>{noServicesWords(services)}</p>}
      <ul className={css.rows}>
        {(services ?? []).map((service) => {
          const { isReady, words } = readyWords(service)
          return (
            <li key={service.id} className={css.row}>
              <ServiceChip state={service.state} />
              <span className={css.words}>
                <span className={css.wrap}>
                  <b>{service.label}</b> <span className={css.quiet}>{commitmentWords(service)}</span>
                </span>
              </span>
              {!isReady && <span className={css.right}>{words}</span>}
            </li>
          )
        })}
      </ul>
    </Panel>
  )
}
