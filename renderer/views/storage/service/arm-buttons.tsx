import { useState } from 'react'
import type { ServiceState } from '../../../../domain/rpc/dispatch/services.ts'
import { useServices, useSite } from '../../../state/live.ts'
import { useObstacle } from '../../../state/use-obstacle.ts'
import { ActButton } from '../../operate/act-button.tsx'
import { ReasonDialog } from '../../operate/reason-dialog.tsx'
import type { Bank } from '../bank/kinds.ts'

/** Services that devices of this bank give by themselves, each to be armed or taken back by a person. */
export function ArmButtons({ bank }: { bank: Bank }) {
  const { points } = useSite()
  const services = useServices() ?? []
  const tells = bank.assets.some(({ id }) => points.some((p) => p.assetId === id && p.point === 'responseArmed'))
  if (!tells) return null
  return services
    .filter(({ servedBy, service }) => servedBy === 'device' && service !== undefined)
    .map((service) => <ArmButton key={service.id} service={service} />)
}

function ArmButton({ service }: { service: ServiceState }) {
  const [isOpen, setOpen] = useState(false)
  const obstacle = useObstacle('operator')
  const { id, label, detail, rules, state } = service
  const isArmed = state === 'armed' || state === 'active'
  const verb = isArmed ? 'Disarm' : 'Arm'
  return (
    <>
      <ActButton obstacle={obstacle} onClick={() => setOpen(true)}>
        {verb} {label}…
      </ActButton>
      {isOpen && (
        <ReasonDialog
          title={`${verb} ${label} in the devices`}
          act={`${verb} ${label}`}
          explanation={`The devices ${isArmed ? 'no longer answer' : 'answer'} by themselves. Now: ${detail}. ${rules}`}
          call={(client, reason) => client.dispatch.arm({ serviceId: id, isArmed: !isArmed, reason })}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  )
}
