import type { Person } from '../../domain/access.ts'
import type { AlarmCondition } from '../../domain/alarm.ts'
import type { Stop } from '../../domain/clock.ts'
import type { Instruction } from '../../domain/instruction.ts'
import type { OperateCheck, Reservation } from '../../domain/rpc/dispatch.ts'
import type { EngineStatus, Headroom } from '../../domain/rpc/live.ts'
import type { Decision } from '../../domain/rpc/shapes.ts'
import type { EpochMs, KW } from '../../domain/units.ts'
import type { Image } from '../image.ts'

/** What an operator asks in the second step of select-before-operate. */
export interface OperateRequest {
  reservationId: string
  powerKW: KW
  reason: string
  until: EpochMs
  idempotencyKey: string
}

/** Figures of the loop that the status bar shows. */
export type LoopVitals = Pick<
  EngineStatus,
  'mode' | 'cycle' | 'cycleTookMs' | 'jitterP99Ms' | 'lateCycles' | 'busResidualKW' | 'failedControllers'
>

/** Keeps instructions over a restart. */
export interface InstructionStore {
  /** Instructions not yet over when the engine stopped. */
  load(): Instruction[]
  /** Inserts or replaces by id; committed when it returns. */
  save(instruction: Instruction): void
}

/** The control loop as the rest of the engine sees it. Errors are `PowerchainError`s with `Dispatch.*` codes. */
export interface Control {
  start(): void
  stop(): Promise<void>
  /** Called after each completed cycle. */
  onCycle(listener: () => void): Stop
  image(): Image
  decisions(): readonly Decision[]
  instructions(): readonly Instruction[]
  headroom(): Headroom
  vitals(): LoopVitals
  /** Conditions of the last cycle that need a person. */
  conditions(): readonly AlarmCondition[]
  select(person: Person, assetId: string): Reservation
  check(person: Person, reservationId: string, powerKW: KW): OperateCheck
  operate(person: Person, request: OperateRequest): Instruction
  cancel(person: Person, reservationId: string): void
  end(person: Person, instructionId: string, reason: string): Instruction
  setMode(person: Person, mode: EngineStatus['mode'], reason: string): void
}
