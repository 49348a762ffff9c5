import type { Stop } from '../../domain/clock.ts'
import type { LiveMessage } from '../../domain/rpc/live.ts'
import type { SiteDescription } from '../../domain/rpc/site.ts'
import type { EpochMs, Ms } from '../../domain/units.ts'
import type { EngineClient } from '../connection/connection.ts'
import { type Problem, problemOf } from '../connection/problem.ts'
import { LiveStore } from '../state/store.ts'

/** A past period, [from, to]. */
export interface Period {
  from: EpochMs
  to: EpochMs
}

/** How a replay stands. */
export interface ReplayState extends Period {
  /** The moment shown. */
  at: EpochMs
  /** Where a jump leads that has not arrived yet. */
  goal: EpochMs | undefined
  /** Times faster than life. */
  speed: number
  isPlaying: boolean
  /** What the screens show; `undefined` until the first moment has arrived. */
  store: LiveStore | undefined
  /** Counts jumps: what a screen remembers of before one does not belong to what follows. */
  jump: number
  /** Why it stands still although it should not. */
  problem: Problem | undefined
}

/** Plays a past period into a store, as the live stream is played into another. */
export interface ReplayPlayer {
  state(): ReplayState
  subscribe(listener: () => void): Stop
  play(): void
  pause(): void
  /** Goes to an instant of the period. */
  seek(at: EpochMs): void
  setSpeed(speed: number): void
  /** Ends it for good. */
  stop(): void
}

/** Speeds that can be chosen, times faster than life. */
export const speeds = [1, 10, 60, 300, 1_000] as const

interface PlayerNeeds {
  client: EngineClient
  site: SiteDescription
  period: Period
  speed: number
}

/** A player at the start of the period, standing still. */
export function createPlayer(needs: PlayerNeeds): ReplayPlayer {
  return new Player(needs)
}

class Player implements ReplayPlayer {
  readonly #client: EngineClient
  readonly #site: SiteDescription
  readonly #listeners = new Set<() => void>()
  #state: ReplayState
  /** The one that is followed; an earlier one stops when it sees that it no longer is. */
  #following: { end: () => void } | undefined
  #isAsking = false
  #wanted: { from: EpochMs; into: LiveStore | undefined } | undefined

  constructor({ client, site, period, speed }: PlayerNeeds) {
    this.#client = client
    this.#site = site
    const still = { isPlaying: false, goal: undefined, store: undefined, jump: 0, problem: undefined }
    this.#state = { ...period, at: period.from, speed, ...still }
  }

  // React takes these two by themselves.
  readonly state = (): ReplayState => this.#state
  readonly subscribe = (listener: () => void): Stop => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  play(): void {
    const { at, from, to, store } = this.#state
    this.#set({ isPlaying: true })
    if (at >= to) this.#go(from)
    else this.#go(at, store)
  }

  pause(): void {
    // A jump on its way still arrives.
    if (this.#state.goal === undefined) this.#leave()
    this.#set({ isPlaying: false })
  }

  seek(at: EpochMs): void {
    const { from, to } = this.#state
    const goal = Math.round(Math.min(Math.max(at, from), to))
    this.#set({ goal })
    this.#go(goal)
  }

  setSpeed(speed: number): void {
    this.#set({ speed })
    const { isPlaying, goal, at, store } = this.#state
    if (!isPlaying) return
    if (goal === undefined) this.#go(at, store)
    else this.#go(goal)
  }

  stop(): void {
    this.#leave()
    this.#listeners.clear()
  }

  #set(change: Partial<ReplayState>): void {
    this.#state = { ...this.#state, ...change }
    for (const listener of this.#listeners) listener()
  }

  /** Asks for the period from `from` on; after a jump into a store of its own. */
  #go(from: EpochMs, into?: LiveStore | undefined): void {
    this.#wanted = undefined
    // One question at a time: of many jumps within a moment the last one counts.
    if (this.#isAsking) return void (this.#wanted = { from, into })
    this.#leave()
    const following = { end: () => {} }
    this.#following = following
    this.#isAsking = true
    this.#follow(from, into, following).catch((error: unknown) => {
      this.#isAsking = false
      if (this.#wanted) this.#askWanted()
      else if (following === this.#following)
        this.#set({ isPlaying: false, goal: undefined, problem: problemOf(error) })
    })
  }

  #leave(): void {
    this.#following?.end()
    this.#following = undefined
    this.#wanted = undefined
  }

  #askWanted(): void {
    if (this.#wanted) this.#go(this.#wanted.from, this.#wanted.into)
  }

  #show(message: LiveMessage, store: LiveStore): void {
    const { store: before, jump } = this.#state
    this.#state = { ...this.#state, at: message.at }
    store.apply(message)
    store.setConnection('live')
    const goal = this.#wanted && !this.#wanted.into ? this.#wanted.from : undefined
    this.#set({ store, jump: store === before ? jump : jump + 1, goal, problem: undefined })
  }

  async #follow(from: EpochMs, into: LiveStore | undefined, following: { end: () => void }): Promise<void> {
    const { to, speed } = this.#state
    const store = into ?? pastStore(this.#site, () => this.#state.at)
    // The last instant alone would be a period without length.
    const asked = { from: Math.min(from, to - 1), to, speed }
    const stream = await this.#client.replay.stream(asked)
    this.#isAsking = false
    // The engine may be gone; it then forgets the replay by itself.
    following.end = () => void stream.return?.(undefined).catch(() => {})
    if (following !== this.#following) {
      following.end()
      return this.#askWanted()
    }
    for await (const message of stream) {
      if (following !== this.#following) return
      this.#show(message, store)
      if (this.#wanted) return this.#askWanted()
      // Standing still, a jump brings the one moment it led to.
      if (!this.#state.isPlaying) return this.#leave()
    }
    if (following === this.#following) this.#set({ isPlaying: false })
  }
}

/** A store whose time is the moment shown. */
function pastStore(site: SiteDescription, now: () => EpochMs): LiveStore {
  const store = new LiveStore(now)
  store.describe(site)
  return store
}

/** Width of one step forward or back, about two screens of the live stream at that speed. */
export function stepMs(speed: number): Ms {
  return Math.max(1_000, speed * 1_000)
}
