import { TextInput } from '@mantine/core'
import { useSite } from '../../../state/live.ts'
import { siteInstant, siteLocal } from '../../operate/end-times.ts'

/** An instant at the site's clock. */
export function WhenField(props: { label: string; at: number | undefined; onAt: (at: number | undefined) => void }) {
  const { label, at, onAt } = props
  const { timeZone } = useSite()
  return (
    <TextInput
      type="datetime-local"
      label={label}
      value={at === undefined ? '' : siteLocal(at, timeZone)}
      onChange={(event) => onAt(siteInstant(event.currentTarget.value, timeZone))}
    />
  )
}
