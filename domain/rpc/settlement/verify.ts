import { z } from 'zod'

const quarter = z.number().int().nonnegative()

/** What is verified: a batch with all behind it, or the statements of quarters [from, to), at most a day of them. */
export const verifyInput = z.union([
  z.strictObject({ sequence: z.number().int().min(1) }),
  z
    .strictObject({ from: quarter, to: quarter })
    .refine(({ from, to }) => from < to && to - from <= 100, 'one quarter up to a day'),
])
/** What the verifier found: the same program that verifies a file without the site. */
export const verifiedShape = z.object({
  isRight: z.boolean(),
  findings: z.array(
    z.object({
      what: z.string(),
      /** `note` says something that is neither right nor wrong by itself. */
      result: z.enum(['right', 'wrong', 'note']),
      detail: z.string(),
    }),
  ),
})
/** What the verifier found. */
export type Verified = z.infer<typeof verifiedShape>
