import { qualities } from '../../domain/reading.ts'
import type { PointRef } from '../../domain/rpc/site.ts'
import type { EpochMs, Ms } from '../../domain/units.ts'
import type { Image } from '../image.ts'
import {
  createSiteDetectors,
  type SavedDetectors,
  type SiteDetectorNeeds,
  type SiteDetectors,
} from './detect/site/site-detectors.ts'
import type { StateTable } from './keep/state-table.ts'

/** What is fed with each scan. */
export interface FeedNeeds extends Omit<SiteDetectorNeeds, 'points'> {
  points: () => readonly PointRef[]
  states: StateTable
}

/** As often as readings are stored. */
const scanMs: Ms = 1_000
const bad = qualities.indexOf('bad')
const stateName = 'detectors'

/** Gives readings to the detectors, once a second; a microsecond or two for each of them. */
export class Feed {
  readonly #needs: FeedNeeds
  #points: readonly PointRef[]
  #detectors: SiteDetectors
  #value: Float64Array
  #quality: Uint8Array
  #dueAt: EpochMs = -Infinity
  #isLearning = false

  constructor(needs: FeedNeeds) {
    this.#needs = needs
    this.#points = needs.points()
    this.#detectors = createSiteDetectors({ ...needs, points: this.#points })
    this.#value = new Float64Array(this.#points.length)
    this.#quality = new Uint8Array(this.#points.length)
  }

  /** Gives back what the detectors knew when they were last stopped; `false` = they begin anew. */
  restore(): boolean {
    const saved = this.#needs.states.get<SavedDetectors>(stateName)
    if (!saved) return false
    const anew = this.#detectors.restore(saved)
    return anew < this.#points.length
  }

  /** The image of a cycle; all but one a second are left out, and all while the past is learned. */
  observe(image: Image): void {
    if (this.#isLearning || image.at < this.#dueAt) return
    this.#dueAt = Math.max(this.#dueAt + scanMs, image.at - scanMs / 2)
    this.#follow()
    for (const [i, { assetId, point }] of this.#points.entries()) {
      const { value, quality } = image.reading(assetId, point)
      this.#value[i] = value ?? Number.NaN
      this.#quality[i] = value === null ? bad : qualities.indexOf(quality)
    }
    this.#detectors.scan(image.at, { value: this.#value, quality: this.#quality })
  }

  /** Rows of the past for the detectors, oldest first, columns in the order of {@link points}. Nothing is said of them. */
  learn(rows: Iterable<{ at: EpochMs; value: Float64Array }>): void {
    const quality = new Uint8Array(this.#points.length).fill(qualities.indexOf('good'))
    for (const { at, value } of rows) this.#detectors.learn(at, { value, quality })
  }

  /** While the past is learned the present waits: detectors take time in its order. */
  setLearning(isLearning: boolean): void {
    this.#isLearning = isLearning
  }

  points(): readonly PointRef[] {
    return this.#points
  }

  verdicts(): ReturnType<SiteDetectors['verdicts']> {
    return this.#detectors.verdicts()
  }

  /** What the detectors know is on record when it returns. Errors: `Store.Failed`. */
  keep(): void {
    this.#needs.states.set(stateName, this.#detectors.save())
  }

  /** Devices may deliver other points than before. */
  #follow(): void {
    const points = this.#needs.points()
    if (points === this.#points) return
    this.#points = points
    this.#detectors = createSiteDetectors({ ...this.#needs, points })
    this.#value = new Float64Array(points.length)
    this.#quality = new Uint8Array(points.length)
  }
}
