import { z } from 'zod'
import { definitionSchema } from '../devices/definition.ts'
import { siteShape } from '../domain/site.ts'

/** JSON Schemas by file name, for editors that help people write site files and device definitions. */
export function schemas(): Record<string, object> {
  return {
    'site.schema.json': published('Powerchain site file', siteShape),
    'definition.schema.json': published('Powerchain device definition', definitionSchema),
  }
}

/** What a file may say, so defaults are optional; YAML editors read draft 7 best. */
function published(title: string, schema: z.ZodType): object {
  return { title, ...z.toJSONSchema(schema, { io: 'input', target: 'draft-7' }) }
}
