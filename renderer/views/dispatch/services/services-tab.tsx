import type { ServiceState } from '../../../../domain/rpc/dispatch/services.ts'
import { Panel } from '../../../components/panel.tsx'
import { formatDuration } from '../../../format/duration.ts'
import { formatWhen } from '../../../format/time.ts'
import { useNow, useServices, useSite } from '../../../state/live.ts'
import css from '../dispatch.module.css'
import { QualificationPanel } from './qualification/qualification-panel.tsx'
import { commitmentWords, nowWords, reliedWords } from './service-words.ts'
import { noServicesWords, Readiness, ServiceChip } from './services-panel.tsx'

/** What the site stands ready for, how ready it is, and which assets qualify for what. */
export function ServicesTab() {
  const services = useServices()
  return (
    <div className={css.stack}>
      <Panel title="Services" note="promised, ready and at work now">
        {services === undefined || services.length === 0 ? (
          <p className={css.quiet}>{noServicesWords(services)}</p>
        ) : (
          <ServiceTable services={services} />
        )}
      </Panel>
      <QualificationPanel />
    </div>
  )
}

function ServiceTable({ services }: { services: readonly ServiceState[] }) {
  return (
    // Focusable, so that the keyboard can scroll it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className={css.wide} tabIndex={0} aria-label="Services line by line">
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">Service</th>
            <th scope="col">State</th>
            <th scope="col">Since</th>
            <th scope="col">Commitment</th>
            <th scope="col">Ready</th>
            <th scope="col">Up, more into the grid</th>
            <th scope="col">Down, less</th>
            <th scope="col">Needed for</th>
            <th scope="col">Moves now</th>
            <th scope="col">Served by</th>
            <th scope="col">Detail</th>
          </tr>
        </thead>
        <tbody>
          {services.map((service) => (
            <ServiceRow key={service.id} service={service} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

function ServiceRow({ service }: { service: ServiceState }) {
  const { timeZone } = useSite()
  const now = useNow(60_000)
  const { readiness, servedBy, detail, rules, since } = service
  const needed = readiness
    ? readiness.neededForMs === null
      ? 'until recalled'
      : formatDuration(readiness.neededForMs)
    : ''
  return (
    <tr>
      <th scope="row" title={rules}>
        {service.label}
      </th>
      <td>
        <ServiceChip state={service.state} />
      </td>
      <td>{formatWhen(since, now, timeZone)}</td>
      <td>{commitmentWords(service)}</td>
      <td>
        <Readiness service={service} />
      </td>
      <td>{readiness ? reliedWords(readiness.upKW, readiness.upForMs) : ''}</td>
      <td>{readiness ? reliedWords(readiness.downKW, readiness.downForMs) : ''}</td>
      <td>{needed}</td>
      <td>{nowWords(service.nowKW)}</td>
      <td>{servedBy === 'loop' ? 'control loop' : 'the device itself'}</td>
      <td className={css.cut} title={`${detail}. ${rules}`}>
        {detail}. {rules}
      </td>
    </tr>
  )
}
