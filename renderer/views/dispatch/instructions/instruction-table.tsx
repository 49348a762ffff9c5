import { UnstyledButton } from '@mantine/core'
import { beginOf, type Instruction } from '../../../../domain/instruction.ts'
import { Chip } from '../../../components/chip.tsx'
import { formatWhen } from '../../../format/time.ts'
import { useNow, useSite } from '../../../state/live.ts'
import css from './instructions.module.css'
import { instructionTitle, isOpen, kindWord, lifeOf, nameOf, outcomeWords } from './instruction-words.ts'

/** Instructions line by line; the one chosen stands beside the list. */
export function InstructionTable(props: {
  rows: readonly Instruction[]
  chosenId: string | undefined
  onChoose: (id: string) => void
}) {
  const { rows, chosenId, onChoose } = props
  const site = useSite()
  const now = useNow(60_000)
  const when = (at: number) => formatWhen(at, now, site.timeZone)
  return (
    // Focusable, so that the keyboard can scroll it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className={css.scroll} tabIndex={0} aria-label="Instructions line by line">
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">Kind</th>
            <th scope="col">State</th>
            <th scope="col">From</th>
            <th scope="col">Until</th>
            <th scope="col">Asked by</th>
            <th scope="col">Followed</th>
            <th scope="col">Number</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((i) => (
            <tr key={i.id} data-on={i.id === chosenId || undefined}>
              <th scope="row">
                <UnstyledButton className={css.open} onClick={() => onChoose(i.id)} aria-current={i.id === chosenId}>
                  {instructionTitle(i, site)}
                </UnstyledButton>
              </th>
              <td>{kindWord(i)}</td>
              <td>
                <Chip kind={i.state === 'active' ? 'active' : isOpen(i) ? 'track' : 'outline'}>{lifeOf(i).at}</Chip>
              </td>
              <td>{when(beginOf(i))}</td>
              <td>{when(i.endedAt ?? i.until)}</td>
              <td>{i.owner}</td>
              <td className={css.cut} title={i.outcomeDetail}>
                {outcomeWords[i.outcome]}
                {i.outcomeDetail === '' ? '' : `: ${i.outcomeDetail}`}
              </td>
              <td>{nameOf(i)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
