import type { DeploymentManifest } from '../deployment/manifest.ts'

/** What the thread of a practice chain starts with. */
export interface PracticeOrder {
  /** Folder of the keys, and folder of the chain's own files. */
  keysFolder: string
  folder: string
  /** Number that the site must get in the registry. */
  site: number
  /** What it registers, Wh. */
  capacityWh: number
  /** Quarter of the first statement: the lane begins there, and the chain no later. */
  firstQuarter: number
  /** Whether a controller key that is not there is made: once one has signed, it is lost, and people name the next. */
  mayMakeKey: boolean
}

/** To the thread: end, and give the node time to write its state. */
export type ToPractice = 'stop'

/** From the thread of a practice chain. */
export type FromPractice =
  /** Keys lie in their files. */
  | { type: 'keys' }
  /** Everything stands and is seeded. */
  | { type: 'ready'; url: string; manifest: DeploymentManifest }
  /** Nothing works; in words why. */
  | { type: 'failed'; reason: string }
  /** The node has ended. */
  | { type: 'ended' }
