import { Button, TextInput } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { useQueryClient } from '@tanstack/react-query'
import { ListFilter, LoaderCircle, TriangleAlert } from 'lucide-react'
import { useRef, useState } from 'react'
import type { FileFault, Reloaded } from '../../../../domain/rpc/field/field.ts'
import { EmptyState } from '../../../components/empty-state.tsx'
import { Panel } from '../../../components/panel.tsx'
import { problemOf } from '../../../connection/problem.ts'
import { useCommand } from '../../../connection/use-command.ts'
import { formatClock } from '../../../format/time.ts'
import { useSite } from '../../../state/live.ts'
import { useObstacle } from '../../../state/use-obstacle.ts'
import { ActButton } from '../../operate/act-button.tsx'
import css from '../field.module.css'
import { modelsKey, useModels } from '../use-models.ts'
import { ModelTable } from './model-table.tsx'
import { matchesModel, reloadedWords } from './model-words.ts'
import models from './models.module.css'

/** The device models that can be chosen, and the definition files that could not be read. */
export function ModelsTab() {
  const { timeZone } = useSite()
  const { data, error, refetch } = useModels()
  const [filter, setFilter] = useState('')
  const shown = (data?.models ?? []).filter((model) => matchesModel(model, filter))
  const queries = useQueryClient()
  const reading = useCommand<void, Reloaded>((client) => client.field.reloadModels())
  const [result, setResult] = useState<Reloaded>()
  const readAgain = async () => {
    setResult(await reading.run())
    await queries.invalidateQueries({ queryKey: modelsKey })
  }
  return (
    <>
      {data && data.faults.length > 0 && <FileFaults faults={data.faults} />}
      <Panel
        title="Device models"
        note={data && `${data.models.length} models, read ${formatClock(data.readAt, timeZone)}`}
        link={<Tools filter={filter} onFilter={setFilter} isReading={reading.isBusy} onRead={() => void readAgain()} />}
        isFilling
      >
        {(result ?? reading.problem) && (
          <output className={models.result}>
            {reading.problem ? reading.problem.message : result && reloadedWords(result)}
          </output>
        )}
        {!data && !error && <EmptyState title="Reading the models" icon={LoaderCircle} />}
        {error && !data && (
          <EmptyState
            title="The models cannot be read"
            action={<Button onClick={() => void refetch()}>Try again</Button>}
          >
            {problemOf(error).message}
          </EmptyState>
        )}
        {data && (
          // Focusable, so that the keyboard can scroll it.
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          <section className={css.scroll} tabIndex={0} aria-label="Models">
            <ModelTable models={shown} />
            {shown.length === 0 && (
              <div className={css.empty}>
                <EmptyState
                  title="Nothing found"
                  action={<Button onClick={() => setFilter('')}>Show all models</Button>}
                >
                  None matches “{filter}”. A file in the folder “definitions” of the site’s data adds a model without a
                  restart.
                </EmptyState>
              </div>
            )}
          </section>
        )}
      </Panel>
    </>
  )
}

function Tools(props: { filter: string; onFilter: (filter: string) => void; isReading: boolean; onRead: () => void }) {
  const { filter, onFilter, isReading, onRead } = props
  const box = useRef<HTMLInputElement>(null)
  useHotkeys([['/', () => box.current?.focus()]])
  return (
    <>
      <TextInput
        ref={box}
        className={css.filter}
        aria-label="Filter models"
        aria-keyshortcuts="/"
        placeholder="Maker, model or point"
        leftSection={<ListFilter size={14} aria-hidden />}
        value={filter}
        onChange={(event) => onFilter(event.currentTarget.value)}
      />
      <ActButton obstacle={useObstacle('engineer')} isBusy={isReading} onClick={onRead}>
        Read again
      </ActButton>
    </>
  )
}

function FileFaults({ faults }: { faults: readonly FileFault[] }) {
  return (
    <div className={models.faults}>
      <Panel
        title={faults.length === 1 ? 'One definition file has a fault' : `${faults.length} faults in definition files`}
        note="the models in these files cannot be chosen; all others can"
      >
        <ul className={models.faultList}>
          {faults.map(({ file, line, column, field, expected }) => (
            <li key={`${file} ${line} ${column} ${field}`}>
              <TriangleAlert size={14} aria-hidden />
              <span>
                <span className={css.mono}>
                  {file}:{line}:{column}
                </span>
                <span>
                  <strong className={css.mono}>{field}</strong> expected {expected}
                </span>
              </span>
            </li>
          ))}
        </ul>
      </Panel>
    </div>
  )
}
