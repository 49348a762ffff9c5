import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { checkText, readChecked } from '../../../devices/yaml/read.ts'
import { type ConfigIssue, PowerchainError } from '../../../domain/errors.ts'
import { profileSchema } from '../../../domain/profile.ts'

const schema = z.strictObject({
  name: z.string().min(1),
  size: z.number().int().min(0).optional(),
  profile: profileSchema.optional(),
  list: z
    .array(
      z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('a') }),
        z.strictObject({ kind: z.literal('b'), w: z.number() }),
      ]),
    )
    .default([]),
  codes: z.record(z.string().regex(/^\d+$/, 'digits'), z.number()).optional(),
})

function issuesOf(run: () => unknown): string[] {
  try {
    run()
  } catch (error) {
    if (error instanceof PowerchainError && error.code === 'Config.Invalid')
      return (error.details['issues'] as ConfigIssue[]).map((i) => `${i.line}:${i.column} ${i.field}: ${i.expected}`)
    throw error
  }
  return []
}

const check = (text: string) => issuesOf(() => checkText({ file: 'f.yaml', schema, text }))

test.each([
  ['missing at the parent', 'size: 3', ['1:1 name: a text; it is missing']],
  ['nothing behind the key', 'size: 1\nname:', ['2:1 name: a text; it is missing']],
  ['wrong type at the value', 'name: 7', ['1:7 name: a text; found 7']],
  ['not whole', 'name: x\nsize: 1.5', ['2:7 size: a whole number; found 1.5']],
  ['too small', 'name: x\nsize: -1', ['2:7 size: a number of at least 0; found -1']],
  ['empty text', 'name: ""', ['1:7 name: a text with at least 1 character; found ""']],
  [
    'unknown key',
    'name: x\nsiez: 1',
    ['2:1 siez: one of the fields name, size, profile, list, codes; "siez" is not known'],
  ],
  [
    'unknown key of a shape chosen by its kind',
    'name: x\nlist:\n  - kind: b\n    w: 1\n    v: 2',
    ['5:5 list[0].v: one of the fields kind, w; "v" is not known'],
  ],
  ['unknown kind', 'name: x\nlist:\n  - kind: c', ['3:11 list[0].kind: one of a, b; found "c"']],
  ['list instead of section', 'name: x\nprofile: [1]', ['2:1 profile: a section with fields; found a list']],
  [
    'the shape that was meant, of two',
    'name: x\nprofile:\n  csv: f.csv',
    [
      '2:1 profile.column: a text; it is missing',
      expect.stringMatching(/^2:1 profile.unit: one of W, kW.*; it is missing$/),
    ],
  ],
  [
    'the other shape',
    'name: x\nprofile: {synthetic: sun}',
    [expect.stringMatching(/^2:22 profile.synthetic: one of pv, wind/)],
  ],
  ['name of a code', 'name: x\ncodes: {one: 1}', ['2:9 codes.one: another name: digits']],
  [
    'hidden keys of objects',
    'name: x\n__proto__: {a: 1}',
    [expect.stringMatching(/^2:1 __proto__: one of the fields/)],
  ],
  [
    'through an alias',
    'name: &n 5\nsize: *n\nlist: *n',
    ['1:10 name: a text; found 5', expect.stringContaining('list: a list')],
  ],
  ['several at once', 'name: 1\nsize: x', ['1:7 name: a text; found 1', '2:7 size: a number; found "x"']],
  ['empty file', '', ['1:1 : a section with fields; it is missing']],
])('%s', (_name, text, expected) => {
  expect(check(text)).toEqual(expected)
})

describe('what is not YAML', () => {
  test.each([
    ['bad indent', 'name: x\n  size: 3', /^1:7|^2:/],
    ['duplicate key', 'name: x\nname: y', /^2:1 : valid YAML: Map keys must be unique/],
    ['tag that could run something', 'name: !!js/function x', /^1:7 : valid YAML: Unresolved tag/],
    ['two documents', 'name: x\n---\nname: y', /valid YAML/],
    ['tab indent', 'list:\n\t- kind: a', /^2:/],
  ])('%s', (_name, text, expected) => {
    expect(check(text)[0]).toMatch(expected)
  })
})

test('aliases that unfold into millions are refused at once', () => {
  const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x]']
  for (let i = 1; i < 9; i++)
    lines.push(
      `a${i}: &a${i} [${Array(9)
        .fill(`*a${i - 1}`)
        .join(', ')}]`,
    )
  expect(check(lines.join('\n'))).toEqual([expect.stringMatching(/^0:0 : YAML that unfolds/)])
})

test('nesting without end is refused', () => {
  expect(check(`name: ${'['.repeat(200_000)}`).length).toBeGreaterThan(0)
})

test('a file that is absent, too large or a folder is named', () => {
  const folder = mkdtempSync(join(tmpdir(), 'yaml-'))
  try {
    const file = join(folder, 'a.yaml')
    const read = (file: string, maxBytes?: number) =>
      readChecked({ file, schema, ...(maxBytes === undefined ? {} : { maxBytes }) })
    expect(() => read(file)).toThrow(expect.objectContaining({ code: 'Config.NotFound' }))
    writeFileSync(file, 'name: abc')
    expect(read(file).value).toEqual({ name: 'abc', list: [] })
    expect(issuesOf(() => read(file, 5))).toEqual(['0:0 : at most 5 bytes; it has 9'])
    expect(issuesOf(() => read(folder))).toEqual(['0:0 : a readable file (EISDIR)'])
  } finally {
    rmSync(folder, { recursive: true })
  }
})
