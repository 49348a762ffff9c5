import { Autocomplete } from '@mantine/core'
import { isSame } from '../../../../domain/market/shapes.ts'
import { useMarketNow, useMembers } from '../queries.ts'

/** Whether what was typed is an account of the chain. */
export function isAccount(text: string): boolean {
  return /^0x[0-9a-fA-F]{40}$/.test(text)
}

/** An account of the chain; members other than this site are proposed. */
export function AccountField(props: { label: string; value: string; onValue: (account: string) => void }) {
  const { label, value, onValue } = props
  const own = useMarketNow().data?.account
  const members = useMembers().data ?? []
  return (
    <Autocomplete
      label={label}
      placeholder="0x…"
      value={value}
      data={members.flatMap(({ account }) => (isSame(account, own) ? [] : [account]))}
      error={value === '' || isAccount(value) ? undefined : '0x and 40 hexadecimal digits'}
      onChange={(typed) => onValue(typed.trim())}
      comboboxProps={{ withinPortal: false }}
    />
  )
}
