import type { Guarded } from '../base.ts'
import type { ServedSite } from '../served-site.ts'

/** Handlers of proofs of response and of who qualifies for which service. */
export function proofHandlers(base: Guarded, { proofs }: ServedSite) {
  const { list, get, export: download, qualification, exportQualification, verify } = base.proof
  return {
    list: list.handler(({ input }) => proofs.list(input)),
    get: get.handler(({ input }) => proofs.get(input.id)),
    export: download.handler(({ input }) => proofs.export(input.id, input.format)),
    qualification: qualification.handler(() => proofs.qualification()),
    exportQualification: exportQualification.handler(({ input }) => proofs.exportQualification(input.format)),
    verify: verify.handler(() => proofs.verify()),
  }
}
