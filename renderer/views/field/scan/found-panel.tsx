import { EmptyState } from '../../../components/empty-state.tsx'
import { Panel } from '../../../components/panel.tsx'
import { formatNumber } from '../../../format/number.ts'
import { useModels } from '../use-models.ts'
import css from './add.module.css'
import { useScan } from './scan-state.tsx'
import { type Found, placeOf, whoWords } from './scan-steps.ts'

/** Who answered, as the answers come in. */
export function FoundPanel(props: { chosen: Found | undefined; onChoose: (found: Found) => void }) {
  const { chosen, onChoose } = props
  const { view, isRunning } = useScan()
  const models = useModels().data?.models ?? []
  const silent = view.silent ?? 0
  const note = view.total === 0 ? undefined : foundWords(view.found.length, view.silent)
  return (
    <Panel title="Who answered" note={note} isFilling>
      {view.found.length === 0 && (
        <NothingYet isRunning={isRunning} hasEnded={view.silent !== undefined} silent={silent} />
      )}
      <ul className={css.found} aria-label="Places that answered">
        {view.found.map((found) => (
          <li key={placeOf(found)}>
            <FoundButton
              found={found}
              who={whoWords(found, models)}
              isChosen={chosen === found}
              onChoose={() => onChoose(found)}
            />
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function foundWords(found: number, silent: number | undefined): string {
  return silent === undefined ? `${found} so far` : `${found} answered, ${silent} silent`
}

function FoundButton(props: { found: Found; who: string; isChosen: boolean; onChoose: () => void }) {
  const { found, who, isChosen, onChoose } = props
  return (
    <button type="button" className={css.foundButton} aria-pressed={isChosen} onClick={onChoose}>
      <span className={css.who}>
        <strong>{who}</strong>
        <span>{formatNumber(found.latencyMs)}&nbsp;ms</span>
      </span>
      <span className={css.where}>{placeOf(found)}</span>
      <span className={css.more}>
        {found.serial === '' ? 'gives no serial number' : `serial ${found.serial}`}
        {found.detail !== '' && found.detail !== who && `, ${found.detail}`}
      </span>
      {found.deviceId !== undefined && <span className={css.already}>already in the site as {found.deviceId}</span>}
    </button>
  )
}

function NothingYet({ isRunning, hasEnded, silent }: { isRunning: boolean; hasEnded: boolean; silent: number }) {
  if (isRunning)
    return <p className={css.quiet}>Nobody yet. Silent places take longest: each has its time to answer.</p>
  if (hasEnded)
    return (
      <EmptyState title="Nobody answered">
        {silent} {silent === 1 ? 'place was' : 'places were'} asked. Look at power and cable, the port (502 for Modbus,
        4840 for OPC UA), the unit number, and whether another master holds the only connection.
      </EmptyState>
    )
  return (
    <EmptyState title="Nothing looked for yet">
      Type where the new devices may be, and they are listed here with what they say of themselves.
    </EmptyState>
  )
}
