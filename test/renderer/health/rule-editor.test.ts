import { CompletionContext, type CompletionResult } from '@codemirror/autocomplete'
import { forEachDiagnostic, setDiagnostics } from '@codemirror/lint'
import { EditorState } from '@codemirror/state'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { completionSource } from '../../../renderer/views/health/rules/editor/completion.ts'
import { diagnosticsOf } from '../../../renderer/views/health/rules/editor/diagnostics.ts'
import { ruleWords } from '../../../renderer/views/health/rules/text/rule-words.ts'
import { type DemoServer, startDemoServer, until } from '../demo-server.ts'

let demo: DemoServer
beforeAll(async () => {
  demo = await startDemoServer()
  demo.connection.start()
  await until(() => demo.store.site() !== undefined)
})
afterAll(() => demo.stop())

const head = 'rule "x"\nfor flywheel\nif '

/** What the editor offers at the end of a text. */
async function offered(doc: string, isExplicit = false): Promise<CompletionResult | null> {
  const source = completionSource((given) => demo.connection.client.health.rules.complete(given))
  return source(new CompletionContext(EditorState.create({ doc }), doc.length, isExplicit))
}

test('points that fit the asset are offered for the word begun, with what they mean', async () => {
  const found = await offered(`${head}bear`)
  expect(found?.from).toBe(head.length)
  const bearing = found?.options.find(({ label }) => label === 'bearingDegC')
  expect(bearing).toMatchObject({ type: 'point' })
  expect(found?.options.map(({ label }) => label)).not.toContain('inletDegC')
})

test('behind a number stand the units that fit', async () => {
  const labels = (await offered(`${head}bearingDegC above model by 12 `))?.options.map(({ label }) => label)
  expect(labels).toContain('K')
  expect(labels).not.toContain('kW')
})

test('at an empty line nothing opens by itself, only when asked', async () => {
  expect(await offered('rule "x"\n')).toBeNull()
  expect((await offered('rule "x"\n', true))?.options.map(({ label }) => label)).toContain('for')
})

test('without a connection nothing is offered and nothing breaks', async () => {
  const source = completionSource(() => Promise.reject(new Error('lost')))
  expect(await source(new CompletionContext(EditorState.create({ doc: 'ru' }), 2, true))).toBeNull()
})

test('what the engine finds wrong is marked at its place with what to write instead', async () => {
  const text = `${head}baeringDegC above 80 °C\nthen breach "b", severity 2`
  const { issues } = await demo.connection.client.health.rules.check({ text })
  const state = EditorState.create({ doc: text })
  const marked = state.update(setDiagnostics(state, diagnosticsOf(issues, text.length))).state
  const found: { from: number; to: number; message: string }[] = []
  forEachDiagnostic(marked, ({ message }, from, to) => found.push({ from, to, message }))
  expect(found[0]).toMatchObject({ from: head.length, to: head.length + 'baeringDegC'.length })
  expect(found[0]?.message).toContain('Did you mean bearingDegC?')
})

test('an issue behind the end of the text is marked at its last letter', () => {
  const issue = { from: 9, to: 9, line: 1, column: 10, severity: 'error' as const, message: 'ends too early', hint: '' }
  expect(diagnosticsOf([issue], 8)).toEqual([{ from: 7, to: 8, severity: 'error', message: 'ends too early' }])
  expect(diagnosticsOf([issue], 0)).toEqual([{ from: 0, to: 0, severity: 'error', message: 'ends too early' }])
})

test('words are coloured by what they are, and every letter stays', () => {
  const text = 'rule "Hot" # why\nfor flywheel if bearingDegC above 80.5 °C then forecast bearingWear, severity 2'
  const words = ruleWords(text)
  expect(words.map((word) => word.text).join('')).toBe(text)
  const kindOf = (word: string) => words.find((one) => one.text === word)?.kind
  expect(kindOf('rule')).toBe('keyword')
  expect(kindOf('"Hot"')).toBe('text')
  expect(kindOf('# why')).toBe('comment')
  expect(kindOf('bearingDegC')).toBe('point')
  expect(kindOf('80.5')).toBe('number')
  expect(kindOf('bearingWear')).toBe('mode')
})
