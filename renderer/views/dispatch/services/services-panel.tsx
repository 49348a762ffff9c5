import { Link } from '@tanstack/react-router'
import { Check, ChevronRight, X } from 'lucide-react'
import type { ServiceState } from '../../../../domain/rpc/dispatch/services.ts'
import { Chip, type ChipKind } from '../../../components/chip.tsx'
import { Panel } from '../../../components/panel.tsx'
import { useServices } from '../../../state/live.ts'
import css from '../dispatch.module.css'
import { commitmentWords, readyWords, stateNames } from './service-words.ts'

const chipOf: Record<ServiceState['state'], ChipKind> = {
  active: 'active',
  armed: 'track',
  off: 'outline',
  notAvailable: 'outline',
}

/** State of a service as a chip. */
export function ServiceChip({ state }: Pick<ServiceState, 'state'>) {
  return <Chip kind={chipOf[state]}>{stateNames[state]}</Chip>
}

/** Whether a service could do what is promised, or what is missing. */
export function Readiness({ service }: { service: ServiceState }) {
  const { isReady, words } = readyWords(service)
  return (
    <span className={css.ready} title={words}>
      {isReady ? <Check size={14} aria-hidden /> : <X size={14} aria-hidden />}
      {words}
    </span>
  )
}

/** Why no services are listed: a replay does not know them, or the site has none. */
export function noServicesWords(services: readonly ServiceState[] | undefined): string {
  return services === undefined ? 'It is not recorded how services stood.' : 'The site file switches none on.'
}

/** The services and duties of the site in short: whether each is armed, at work or not ready. */
export function ServicesPanel() {
  const services = useServices()
  return (
    <Panel
      title="Services"
      link={
        <Link to="/dispatch/services">
          Who qualifies <ChevronRight size={12} aria-hidden />
        </Link>
      }
    >
      {services === undefined || services.length === 0 ? (
        <p className={css.quiet}>{noServicesWords(services)}</p>
      ) : (
        <table className={`${css.table} ${css.wrapping}`}>
          <thead>
            <tr>
              <th scope="col">Service</th>
              <th scope="col">State</th>
              <th scope="col">Commitment</th>
              <th scope="col">Ready</th>
            </tr>
          </thead>
          <tbody>
            {services.map((service) => (
              <tr key={service.id}>
                <th scope="row">{service.label}</th>
                <td>
                  <ServiceChip state={service.state} />
                </td>
                <td>{commitmentWords(service)}</td>
                <td>
                  <Readiness service={service} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  )
}
