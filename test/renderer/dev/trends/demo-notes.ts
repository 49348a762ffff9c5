import { randomUUID } from 'node:crypto'
import { implement } from '@orpc/server'
import type { Person } from '../../../../domain/access.ts'
import { PowerchainError } from '../../../../domain/errors.ts'
import { contract } from '../../../../domain/rpc/contract.ts'
import type { Annotation } from '../../../../domain/rpc/history.ts'

const os = implement(contract)

/** Notes on times, in memory: one is there from the start. */
export function createDemoNotes({ person, startedAt }: { person: Person; startedAt: number }) {
  const minute = 60_000
  const first: Annotation = {
    id: 'pump',
    from: startedAt - 75 * minute,
    to: startedAt - 58 * minute,
    text: 'Cooling pump of container 2 exchanged',
    assetIds: ['container-2'],
    by: 'M. Weber',
    at: startedAt - 50 * minute,
  }
  const notes = new Map([[first.id, first]])
  return {
    annotations: os.history.annotations.handler(({ input: { from, to } }) =>
      [...notes.values()].filter((note) => note.from < to && note.to >= from).toSorted((a, b) => a.from - b.from),
    ),
    annotate: os.history.annotate.handler(({ input }) => {
      const note = { ...input, id: randomUUID(), by: person.name, at: Date.now() }
      notes.set(note.id, note)
      return note
    }),
    removeAnnotation: os.history.removeAnnotation.handler(({ input }) => {
      const note = notes.get(input.id)
      if (note && note.by !== person.name && person.role !== 'engineer')
        throw new PowerchainError('Access.Denied', `${note.by} wrote this note; only they or an engineer delete it.`)
      notes.delete(input.id)
    }),
    importSamples: os.history.importSamples.handler(({ input }) => ({
      rows: 1,
      taken: input.file.name.includes('fault') ? 0 : 1,
      from: startedAt - minute,
      to: startedAt - minute,
      faults: input.file.name.includes('fault') ? [{ row: 3, column: 'time', expected: 'a time that has passed' }] : [],
    })),
  }
}
