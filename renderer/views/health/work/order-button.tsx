import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { FailureForecast } from '../../../../domain/health/forecast.ts'
import { useObstacle } from '../../../state/use-obstacle.ts'
import { ActButton } from '../../operate/act-button.tsx'
import { useWorkOrders } from '../queries.ts'
import { OrderDialog } from './order-dialog.tsx'
import css from './work.module.css'

/** Makes a work order of a forecast, or leads to the one that is there. */
export function OrderButton({ forecast }: { forecast: FailureForecast }) {
  const obstacle = useObstacle('operator')
  const [isOpen, setOpen] = useState(false)
  const { data } = useWorkOrders()
  const order = data?.find(({ id }) => id === forecast.workOrderId)
  if (order)
    return (
      <Link className={css.link} to="/health/work" search={{ id: order.id }}>
        Work order {order.number}
      </Link>
    )
  return (
    <>
      <ActButton isPrimary obstacle={obstacle} onClick={() => setOpen(true)}>
        Work order
      </ActButton>
      {isOpen && <OrderDialog forecast={forecast} onClose={() => setOpen(false)} />}
    </>
  )
}
