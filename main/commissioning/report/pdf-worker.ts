import { parentPort, workerData } from 'node:worker_threads'
import type { ReportContents } from './contents.ts'
import { reportPdf } from './pdf.ts'

/*
 * Entry of a worker thread that makes one PDF: setting it takes half a second, in which the control loop would miss its
 * turns.
 */

if (!parentPort) throw new Error('this file is the entry of a worker thread')
const pdf = await reportPdf(workerData as ReportContents)
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
parentPort.postMessage(new Uint8Array(pdf))
