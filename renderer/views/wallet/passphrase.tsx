import { PasswordInput } from '@mantine/core'

/** A passphrase: it lives in this field until the dialog closes, and nowhere else on the screen's side. */
export function Passphrase(props: {
  label?: string
  value: string
  onChange: (value: string) => void
  isNew?: boolean
}) {
  const { label = 'Passphrase', value, onChange, isNew } = props
  return (
    <PasswordInput
      label={label}
      value={value}
      maxLength={200}
      autoComplete={isNew === true ? 'new-password' : 'off'}
      visibilityToggleButtonProps={{ 'aria-label': `Show: ${label.toLowerCase()}` }}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  )
}
