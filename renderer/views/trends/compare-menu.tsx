import { Button, Menu, TextInput } from '@mantine/core'
import { ChevronDown } from 'lucide-react'
import { type Compared, comparedWords } from './model/compare.ts'
import css from './trends.module.css'

/** Lays another day or week over the one in view. */
export function CompareMenu(props: {
  compared: Compared | undefined
  onCompare: (compared: Compared | undefined) => void
}) {
  const { compared, onCompare } = props
  return (
    <Menu position="bottom-start" transitionProps={{ duration: 120 }}>
      <Menu.Target>
        <Button rightSection={<ChevronDown size={14} aria-hidden />} aria-pressed={compared !== undefined}>
          {compared ? `Compared: ${comparedWords(compared)}` : 'Compare with…'}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => onCompare({ kind: 'yesterday' })}>The day before</Menu.Item>
        <Menu.Item onClick={() => onCompare({ kind: 'lastWeek' })}>The week before</Menu.Item>
        <Menu.Label>Another day, at the same times</Menu.Label>
        <TextInput
          className={css.date}
          type="date"
          aria-label="Day to compare with"
          value={compared?.kind === 'date' ? compared.date : ''}
          onChange={({ currentTarget: { value } }) =>
            /^\d{4}-\d\d-\d\d$/.test(value) && onCompare({ kind: 'date', date: value })
          }
        />
        {compared && <Menu.Divider />}
        {compared && <Menu.Item onClick={() => onCompare(undefined)}>Compare no more</Menu.Item>}
      </Menu.Dropdown>
    </Menu>
  )
}
