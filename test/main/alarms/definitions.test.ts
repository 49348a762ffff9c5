import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { alarmDefinitionSchema } from '../../../domain/alarms/definition.ts'
import { alarmDefinitions, definitionKeyOf } from '../../../domain/alarms/definitions.ts'
import { controllerNames } from '../../../domain/setpoint.ts'
import { root, sourceFiles } from '../../architecture/source-files.ts'

/** Codes as the engine's sources say them; what is put in at run time reads `*`. */
function codesInSources(): string[] {
  const files = sourceFiles().filter(({ path }) => path.startsWith('main/'))
  const found = files.flatMap(({ path }) => {
    const text = readFileSync(join(root, path), 'utf8')
    const said = text.matchAll(/\bcode(?::| =) ['`]([a-z][A-Za-z]*\.[^'`]+)['`]|\badd\(\s*'([a-z]+\.[A-Za-z]+)'/g)
    const chosen = text.matchAll(/\? `([a-z]+\.\$\{[^`]+)` : `([a-z]+\.\$\{[^`]+)`/g)
    return [...said, ...chosen].flatMap(([, ...codes]) => codes.filter((code) => code !== undefined))
  })
  return [...new Set(found.map((code) => code.replaceAll(/\$\{[^}]*\}/g, '*')))].toSorted()
}

const isDefined = (code: string): boolean => {
  if (!code.includes('*')) return definitionKeyOf(code) !== undefined
  const pattern = new RegExp(`^${code.replaceAll('.', '\\.').replaceAll('*', '.+')}$`)
  return Object.keys(alarmDefinitions).some(
    (key) => pattern.test(key) || definitionKeyOf(code.replaceAll('*', 'x')) === key,
  )
}

test('every code that the engine raises has a definition', () => {
  const codes = codesInSources()
  expect(codes.length).toBeGreaterThan(20)
  expect(codes).toEqual(
    expect.arrayContaining(['device.silent', 'asset.fault', 'certificate.expires7', 'northbound.*']),
  )
  expect(codes.filter((code) => !isDefined(code))).toEqual([])
})

test('every definition is complete and as its schema asks', () => {
  for (const [code, definition] of Object.entries(alarmDefinitions)) {
    expect({ code, ...alarmDefinitionSchema.parse(definition) }).toEqual({ code, ...definition })
    expect({ code, isTimed: definition.respondWithinS > 0 }).toEqual({ code, isTimed: true })
  }
})

test('a code finds its own definition first, then the nearest that stands for several', () => {
  expect(definitionKeyOf('device.silent')).toBe('device.silent')
  expect(definitionKeyOf('point.frozen.socPct')).toBe('point.frozen.*')
  expect(definitionKeyOf('point.other.socPct')).toBe('point.*')
  expect(definitionKeyOf('nobody.knows')).toBeUndefined()
  for (const controller of Object.keys(controllerNames))
    expect(definitionKeyOf(`controller.failed.${controller}`)).toBe('controller.failed.*')
})
