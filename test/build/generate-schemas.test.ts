import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { schemas } from '../../build/generate-schemas.ts'

const folder = join(import.meta.dirname, '../../build/schemas')

test.each(Object.entries(schemas()))('%s is published as the code says it now', (name, schema) => {
  expect(JSON.parse(readFileSync(join(folder, name), 'utf8'))).toEqual(JSON.parse(JSON.stringify(schema)))
})
