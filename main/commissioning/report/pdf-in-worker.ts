import { existsSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import type { ReportContents } from './contents.ts'

/** The report as a PDF, made in a thread of its own. */
export async function pdfInWorker(contents: ReportContents): Promise<Buffer> {
  const thread = new Worker(entry(), { workerData: contents })
  try {
    return await new Promise<Buffer>((resolve, reject) => {
      thread.once('message', (pdf: Uint8Array) => resolve(Buffer.from(pdf)))
      thread.once('error', reject)
      thread.once('exit', (code) => reject(new Error(`the thread that makes the report ended with ${code}`)))
    })
  } finally {
    await thread.terminate()
  }
}

/** Sources run as they are; the bundle has the entry beside the engine. */
function entry(): URL {
  const bundled = new URL('report-worker.js', import.meta.url)
  return existsSync(bundled) ? bundled : new URL('pdf-worker.ts', import.meta.url)
}
