import type { EpochMs, KW, KWh } from '../../../domain/units.ts'
import { energyKWh } from '../../../domain/units.ts'
import type { World } from '../world.ts'
import { createFindings, type Watch } from './watch.ts'

interface Account {
  /** Energy by the readings of power, and by the counters, over the spans in which both were read. */
  byPowerKWh: KWh
  byCounterKWh: KWh
  throughputKWh: KWh
  lastAt: EpochMs
  lastKW: KW
  lastCounterKWh: KWh | undefined
  /** Energy by power since the counter was last read. */
  sinceKWh: KWh
  sinceThroughputKWh: KWh
  isWhole: boolean
}

/** A gap longer than this between two readings of power ends a span. */
const longestGapMs = 2_500
/** Error of meters, of straight lines between readings, and of the counter's step. */
const slack = { ratio: 0.01, kWh: 2 }

/** The integral of the readings of power equals what the counters say, asset by asset: nothing doubled, nothing lost. */
export function watchEnergy(world: World): Watch {
  const findings = createFindings('energy integral equals counters')
  const accounts = new Map(world.site.assets.map((asset) => [asset.id, newAccount()]))
  return {
    turn() {
      for (const [id, account] of accounts) follow(world, id, account)
    },
    finish() {
      let worst = { share: 0, text: 'nothing moved' }
      for (const [id, account] of accounts) {
        findings.checked()
        const off = Math.abs(account.byPowerKWh - account.byCounterKWh)
        const allowed = slack.kWh + slack.ratio * account.throughputKWh
        const text = `${id} ${account.byPowerKWh.toFixed(1)} kWh by power, ${account.byCounterKWh.toFixed(1)} kWh by counter`
        if (off / allowed > worst.share) worst = { share: off / allowed, text }
        if (off > allowed) findings.breach(world.clock.now(), text)
      }
      return findings.result(worst.text)
    },
  }
}

function newAccount(): Account {
  return {
    byPowerKWh: 0,
    byCounterKWh: 0,
    throughputKWh: 0,
    lastAt: 0,
    lastKW: 0,
    lastCounterKWh: undefined,
    sinceKWh: 0,
    sinceThroughputKWh: 0,
    isWhole: false,
  }
}

function follow(world: World, id: string, account: Account): void {
  const { image } = world
  const power = image().reading(id, 'activePowerKW')
  const counterKWh = netKWh(world, id)
  if (power.value === null || power.quality !== 'good' || world.isLying(id)) {
    account.isWhole = false
    account.lastAt = 0
    return
  }
  const gapMs = power.at - account.lastAt
  if (account.lastAt > 0 && (gapMs < 0 || gapMs > longestGapMs)) account.isWhole = false
  else if (account.lastAt > 0) {
    const movedKWh = energyKWh((power.value + account.lastKW) / 2, gapMs)
    account.sinceKWh += movedKWh
    account.sinceThroughputKWh += Math.abs(movedKWh)
  }
  account.lastAt = power.at
  account.lastKW = power.value
  if (counterKWh === undefined || counterKWh === account.lastCounterKWh) return
  if (account.lastCounterKWh !== undefined && account.isWhole) {
    account.byPowerKWh += account.sinceKWh
    account.byCounterKWh += counterKWh - account.lastCounterKWh
    account.throughputKWh += account.sinceThroughputKWh
  }
  Object.assign(account, { lastCounterKWh: counterKWh, sinceKWh: 0, sinceThroughputKWh: 0, isWhole: true })
}

/** What went into the bus less what went out, by the counters as the engine reads them. */
function netKWh({ image, grid }: World, id: string): KWh | undefined {
  const [into, out] =
    id === grid.id ? (['importedKWh', 'exportedKWh'] as const) : (['injectedKWh', 'absorbedKWh'] as const)
  const intoKWh = image().value(id, into)
  const outKWh = image().value(id, out)
  if (intoKWh === undefined && outKWh === undefined) return undefined
  return (intoKWh ?? 0) - (outKWh ?? 0)
}
