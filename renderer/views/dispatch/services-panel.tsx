import { Check, X } from 'lucide-react'
import { Chip } from '../../components/chip.tsx'
import { Panel } from '../../components/panel.tsx'
import { useLiveStore, useSite, useStatus } from '../../state/live.ts'
import { useWords } from '../assets/asset-cells.tsx'
import css from './dispatch.module.css'
import { hasGridPower, type Service, servicesOf } from './services.ts'

const chipOf = { active: 'active', armed: 'track', off: 'outline', 'not ready': 'outline' } as const

function useServices(): Service[] {
  const site = useSite()
  const status = useStatus()
  const store = useLiveStore()
  // Decisions change one by one; the words of the services are what this panel waits for.
  const read = () =>
    servicesOf({
      peakShavingAboveKW: site.peakShavingAboveKW,
      surplusExportAboveKW: site.surplusExportAboveKW,
      hasGridPower: hasGridPower(site, store),
      status,
      decisions: site.assets.map((asset) => store.decision(asset.id)).filter((d) => d !== undefined),
    })
  return JSON.parse(useWords(() => JSON.stringify(read()))) as Service[]
}

/** The duties the site does by itself, whether each is armed, at work or not ready. */
export function ServicesPanel() {
  const services = useServices()
  return (
    <Panel title="Services" note="done by the controllers">
      {services.length === 0 ? (
        <p className={css.quiet}>The site file switches none on.</p>
      ) : (
        <table className={css.table}>
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
              <tr key={service.name}>
                <th scope="row">{service.name}</th>
                <td>
                  <Chip kind={chipOf[service.state]}>{service.state}</Chip>
                </td>
                <td>{service.commitment}</td>
                <td className={css.ready}>
                  {service.readiness === 'ready' ? <Check size={14} aria-hidden /> : <X size={14} aria-hidden />}
                  {service.readiness}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  )
}
