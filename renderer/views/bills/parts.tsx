import { TextInput } from '@mantine/core'
import type { Problem } from '../../connection/problem.ts'
import css from './bills.module.css'

/** Names of columns; numbers stand at the right. */
export function TableHead({ columns }: { columns: readonly (string | { right: string })[] }) {
  return (
    <thead>
      <tr>
        {columns.map((column) => {
          const name = typeof column === 'string' ? column : column.right
          return (
            <th key={name} scope="col" className={typeof column === 'string' ? undefined : css.right}>
              {name}
            </th>
          )
        })}
      </tr>
    </thead>
  )
}

/** Why the engine did not do it, in its words. */
export function ProblemLine({ problem }: { problem: Problem | undefined }) {
  if (!problem) return null
  return (
    <p className={css.problem} role="alert">
      {problem.message}
    </p>
  )
}

/** Asks why something is done. */
export function ReasonField({ value, onReason }: { value: string; onReason: (reason: string) => void }) {
  return (
    <TextInput
      label="Reason (kept in the audit trail)"
      maxLength={300}
      value={value}
      onChange={(event) => onReason(event.currentTarget.value)}
    />
  )
}

/** What stands in the way while a reason is too short. */
export function reasonObstacle(reason: string): string | undefined {
  return reason.trim().length < 3 ? 'A reason of at least 3 letters is needed.' : undefined
}
