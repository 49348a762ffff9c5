import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { idSchema } from '../asset.ts'
import {
  acknowledgedShape,
  acknowledgeInput,
  acknowledgeManyInput,
  alarmDetailShape,
  alarmExportInput,
  alarmInput,
  alarmKpisShape,
  asideInput,
  asideShape,
  asidesShape,
  journalInput,
  journalRowShape,
  kpiInput,
  outOfServiceInput,
  rationalisationRowShape,
  resetInput,
  shelveInput,
} from './alarms.ts'
import { authorityInput, commissionedShape, pulseInput, pulseStepShape } from './field/commissioning.ts'
import { assetInput, askedPower, checkShape, operateInput, reservationShape } from './dispatch/desk.ts'
import { capsInput, capsShape, containerRowShape, endCapsInput, protectInput } from './dispatch/mining.ts'
import {
  proofCheckShape,
  proofExportInput,
  proofInput,
  proofListInput,
  proofListShape,
  proofShape,
  qualificationShape,
} from './dispatch/proof.ts'
import {
  listAppliedShape,
  listCheckShape,
  modelsShape,
  previewInput,
  previewShape,
  reloadedShape,
  scanInput,
  scanStepShape,
} from './field/field.ts'
import { forecastInput, outlookShape } from './forecast.ts'
import { fileShape, givenFile, reason, tableInput } from './files.ts'
import {
  annotateInput,
  annotationShape,
  annotationsInput,
  auditRowShape,
  backupShape,
  importedShape,
  importSamplesInput,
  removeAnnotationInput,
  samplesInput,
  samplesShape,
  trendInput,
  trendShape,
} from './history.ts'
import {
  askInput,
  dryRunShape,
  giveInput,
  instructionListShape,
  instructionsInput,
  optOutInput,
} from './dispatch/instructions.ts'
import { armInput } from './dispatch/services.ts'
import { healthCalls } from './health/calls.ts'
import { liveMessageShape } from './live.ts'
import { marketCalls } from './market/calls.ts'
import { meteringCalls } from './metering/calls.ts'
import { offeredShape } from './field/northbound.ts'
import { planNowShape, whatIfInput, whatIfShape } from './plan.ts'
import { replayInput } from './past/replay.ts'
import {
  keptFileInput,
  keptReportShape,
  makeReportInput,
  removeReportInput,
  reportInput,
  reportStepShape,
  reportTemplatesShape,
} from './reports.ts'
import { acceptInput, learnedRowShape } from '../models/learned.ts'
import { retailCalls } from './retail/calls.ts'
import { engineer, operator, viewer } from './roles.ts'
import { rerunInput, rerunSettings, rerunStepShape } from './past/rerun.ts'
import { agreementCalls } from './settlement/agreements.ts'
import { bundleCalls } from './settlement/bundles.ts'
import { settlementCalls } from './settlement/calls.ts'
import { ledgerCalls } from './settlement/ledger.ts'
import { walletCalls } from './settlement/wallet.ts'
import { moneyCalls } from './settlement/money.ts'
import { instructionShape } from './shapes.ts'
import { siteDescriptionShape } from './site.ts'
import { trendViewInput, trendViewShape } from './trends.ts'
import { trustInput, trustShape } from './field/trust.ts'

const device = z.strictObject({ deviceId: idSchema })

/**
 * Every call between screens and engine: input, output and the least role that may make it. Client and handlers take
 * their types from here; a name not listed is refused as unknown. JSON values only.
 */
export const contract = {
  site: {
    /** The site as configured, with the point dictionary of the live stream. */
    describe: viewer.output(siteDescriptionShape),
    /** Reads the site file again and starts with it; devices fall to their safe state meanwhile. Errors: Config.Invalid. */
    restart: engineer.input(z.strictObject({ reason })),
  },
  live: {
    /** Snapshot, then deltas, until the caller goes away. */
    stream: viewer.output(eventIterator(liveMessageShape)),
  },
  history: {
    /** Min, max and mean of one point by step. */
    trend: viewer.input(trendInput).output(trendShape),
    /** Stored readings of one point, page by page. */
    samples: viewer.input(samplesInput).output(samplesShape),
    /** Takes readings of one point over, all or none of a table. Errors: Config.Invalid, Config.NotFound. */
    importSamples: engineer.input(importSamplesInput).output(importedShape),
    /** Notes of people that reach into a time, in order of time. */
    annotations: viewer.input(annotationsInput).output(z.array(annotationShape)),
    /** Keeps a note on a time. Errors: Config.NotFound for an asset, Trends.TooMany. */
    annotate: operator.input(annotateInput).output(annotationShape),
    /** Deletes a note: who wrote it may, and an engineer. Unknown ids are fine. Errors: Access.Denied. */
    removeAnnotation: operator.input(removeAnnotationInput),
    /** Copies the databases into `backups` of the data folder while it runs, and checks them. Errors: Store.Failed, Store.Damaged. */
    backup: engineer.output(backupShape),
    /** The machine's clock is right although it does not fit what is stored; see the alarm `historian.clock`. */
    confirmClock: engineer.input(z.strictObject({ reason })),
    /** Newest audit rows first. */
    audit: viewer
      .input(
        z.strictObject({ before: z.number().int().optional(), limit: z.number().int().min(1).max(500).default(100) }),
      )
      .output(z.array(auditRowShape)),
    /** Walks the hash chain; `brokenAt` is the number of the first row that does not fit. */
    verifyAudit: viewer.output(z.object({ rows: z.number().int(), brokenAt: z.number().int().nullable() })),
  },
  trends: {
    /** The views that people saved, by name. */
    views: viewer.output(z.array(trendViewShape)),
    /** Keeps a view for everybody at the site. Errors: Trends.NameTaken, Trends.TooMany. */
    saveView: operator.input(trendViewInput).output(trendViewShape),
    /** Forgets a view; unknown ids are fine. */
    removeView: operator.input(z.strictObject({ id: z.string().max(64) })),
  },
  dispatch: {
    /** Reserves an asset for the caller for 30 s. Errors: UnknownAsset, NotControllable, StaleData. */
    select: operator.input(assetInput).output(reservationShape),
    /** What the command would do; changes nothing. Errors: ReservationExpired. */
    check: operator
      .input(z.strictObject({ reservationId: z.string().max(64), powerKW: askedPower }))
      .output(checkShape),
    /** Gives the command. Errors: ReservationExpired, ReservationChanged, OutsideLimits, StaleData, TooManyCommands. */
    operate: operator.input(operateInput).output(instructionShape),
    /** Gives the reservation back; unknown ids are fine. */
    cancel: operator.input(z.strictObject({ reservationId: z.string().max(64) })),
    /** Ends an operator's instruction before its time. Errors: UnknownInstruction. */
    end: operator
      .input(z.strictObject({ instructionId: z.string().max(64), reason: z.string().trim().min(3).max(300) }))
      .output(instructionShape),
    /** Arms a service that devices give by themselves, or takes it back. Errors: NotControllable, StaleData, Device.*. */
    arm: operator.input(armInput),
    /**
     * Lets an asset that tripped itself (flywheel: overspeed, vibration, vacuum) take commands again, once its fault is
     * gone and its cause is found. Errors: UnknownAsset, StaleData.
     */
    resetTrip: operator.input(z.strictObject({ assetId: idSchema, reason })),
    /** Automatic: all controllers. Manual: protection, limits and operators only; the rest holds its last setpoint. */
    setMode: operator.input(
      z.strictObject({ mode: z.enum(['automatic', 'manual']), reason: z.string().trim().min(3).max(300) }),
    ),
  },
  plan: {
    /** The plan that is followed, with its prices and gap, and how planning stands. */
    current: viewer.output(planNowShape),
    /** Plans once as things are and once with other prices, limits or assets; changes nothing. Errors: Plan.*. */
    whatIf: operator.input(whatIfInput).output(whatIfShape),
  },
  proof: {
    /** Proofs of orders that run, and a page of those that are kept, the newest first. */
    list: viewer.input(proofListInput).output(proofListShape),
    /** One proof with its samples as columns. Errors: Config.NotFound. */
    get: viewer.input(proofInput).output(proofShape),
    /** One proof as a file; JSON only of an order that is over. Errors: Config.NotFound. */
    export: viewer.input(proofExportInput).output(fileShape),
    /** Which assets, and all together, qualify for which service, and why or why not. */
    qualification: viewer.output(qualificationShape),
    /** The same as a table. */
    exportQualification: viewer.input(tableInput).output(fileShape),
    /** Walks all records: hashes, signatures, samples. */
    verify: viewer.output(proofCheckShape),
  },
  mining: {
    /** Every container with efficiency, worth, caps, protection and what it lost. */
    list: viewer.output(z.array(containerRowShape)),
    /** A cap for several containers in one step; those that can't have one are named. Errors: OutsideLimits. */
    setCaps: operator.input(capsInput).output(capsShape),
    /** Ends the caps of several containers before their time. */
    endCaps: operator.input(endCapsInput).output(z.array(instructionShape)),
    /** Protects containers from shedding, or takes that back. Errors: UnknownAsset. */
    protect: operator.input(protectInput),
  },
  instructions: {
    /** Takes an instruction: one that was received, or the person's own. Errors: UnknownAsset, OutsideLimits, StaleData. */
    give: operator.input(giveInput).output(instructionShape),
    /** What it would do now: who moves, how much, whether it can be met, what it costs. Changes nothing. */
    dryRun: operator.input(askInput).output(dryRunShape),
    /** Takes the site out of an event. Errors: UnknownInstruction. */
    optOut: operator.input(optOutInput).output(instructionShape),
    /** Ends an instruction early, as its sender or its owner wants. Errors: UnknownInstruction. */
    cancel: operator.input(z.strictObject({ instructionId: z.string().max(64), reason })).output(instructionShape),
    /** Those that reach into a time, also over and done with. */
    list: viewer.input(instructionsInput).output(instructionListShape),
  },
  forecast: {
    /** Known prices and forecasts with bands and accuracy, by quarters from the present one on. */
    get: viewer.input(forecastInput).output(outlookShape),
  },
  alarms: {
    /** Acknowledges one occurrence. Priority 1 needs a note. Errors: Alarm.Unknown, Alarm.Changed, Alarm.NoteRequired. */
    acknowledge: operator.input(acknowledgeInput),
    /** Acknowledges several with one note; what is refused is said one by one. */
    acknowledgeMany: operator.input(acknowledgeManyInput).output(acknowledgedShape),
    /** Puts an alarm away for a time; it comes back by itself. Errors: Alarm.Unknown, Alarm.Changed. */
    shelve: operator.input(shelveInput).output(asideShape),
    /** Takes it from the shelf before its time. Errors: Alarm.Unknown. */
    unshelve: operator.input(asideInput),
    /** Takes an alarm, or all of an asset, out of service until it is taken back. Errors: Alarm.Unknown. */
    outOfService: engineer.input(outOfServiceInput).output(asideShape),
    /** Puts it back into service. Errors: Alarm.Unknown. */
    inService: engineer.input(asideInput),
    /** Ends a latched alarm whose condition is gone. Errors: Alarm.Unknown, Alarm.Changed, Alarm.NotResettable. */
    reset: operator.input(resetInput),
    /** What is kept from the list, and limits that can't be judged now. */
    aside: viewer.output(asidesShape),
    /** One occurrence: cause, consequence, its steps, and what it explains. Errors: Alarm.Unknown. */
    detail: viewer.input(alarmInput).output(alarmDetailShape),
    /** Rows of the journal, the newest first. */
    journal: viewer.input(journalInput).output(z.array(journalRowShape)),
    /** Figures over a range, from the journal. */
    kpis: viewer.input(kpiInput).output(alarmKpisShape),
    /** Every alarm as defined, with what the site file says differently and how often each came. */
    rationalisation: viewer.output(z.array(rationalisationRowShape)),
    /** Journal, figures or rationalisation as a table. */
    export: viewer.input(alarmExportInput).output(fileShape),
  },
  field: {
    /** All device models, and the definition files that could not be read. */
    models: viewer.output(modelsShape),
    /** Reads the definition files again. */
    reloadModels: engineer.output(reloadedShape),
    /** Asks each place of a named range who is there, and no other. Errors: Config.Invalid, Field.Busy. */
    scan: engineer.input(scanInput).output(eventIterator(scanStepShape)),
    /** Reads a device once a second without adding it. Errors: Config.Invalid, Config.NotFound. */
    preview: engineer.input(previewInput).output(eventIterator(previewShape)),
    /** Devices and assets of the site as a table. */
    exportDevices: viewer.input(tableInput).output(fileShape),
    /** What a table of devices would change; changes nothing. Errors: Config.Invalid. */
    checkDevices: engineer.input(givenFile).output(listCheckShape),
    /** Writes the checked table into the site file, which holds from the next restart. Errors: Field.CheckOutdated. */
    applyDevices: engineer.input(z.strictObject({ checkId: z.string().max(64), reason })).output(listAppliedShape),
  },
  commissioning: {
    /** How far each device has come. */
    list: viewer.output(z.array(commissionedShape)),
    /** Looks at a device for 5 s and judges what it reads. Errors: Field.UnknownDevice. */
    examine: engineer.input(device).output(commissionedShape),
    /** Moves one asset for a short time and watches both meters. Errors: as dispatch.operate, Field.Busy. */
    pulse: engineer.input(pulseInput).output(eventIterator(pulseStepShape)),
    /** From now on the device is steered. Errors: Field.UnknownDevice, Field.NotAccepted when a check failed. */
    accept: engineer.input(device.extend({ note: z.string().trim().max(300).default('') })).output(commissionedShape),
    /** Takes the acceptance back. Errors: Field.UnknownDevice. */
    withdraw: engineer.input(device.extend({ reason })).output(commissionedShape),
    /** The report for the customer's files. */
    report: viewer.input(z.strictObject({ format: z.enum(['pdf', 'csv', 'xlsx']) })).output(fileShape),
    /** Who steers an asset. Errors: UnknownAsset, Field.NotAccepted. */
    setAuthority: operator.input(authorityInput),
  },
  reports: {
    /** What reports can be made, the schedule, and template files that could not be read. */
    templates: viewer.output(reportTemplatesShape),
    /** Makes a report to be looked at; ends early when the caller goes away. Errors: Config.NotFound, Config.Invalid. */
    preview: viewer.input(reportInput).output(eventIterator(reportStepShape)),
    /** Makes a report and keeps its files; nothing is kept when the caller goes away before. Errors: as preview. */
    make: operator.input(makeReportInput).output(eventIterator(reportStepShape)),
    /** Reports that are kept, the newest first. */
    list: viewer.output(z.array(keptReportShape)),
    /** One file of a kept report. Errors: Config.NotFound. */
    download: viewer.input(keptFileInput).output(fileShape),
    /** Deletes a kept report with its files. Errors: Config.NotFound. */
    remove: engineer.input(removeReportInput),
  },
  replay: {
    /** A past period in the messages of the live stream; ends at its end. Errors: Config.Invalid, Replay.Busy. */
    stream: viewer.input(replayInput).output(eventIterator(liveMessageShape)),
    /** The settings of the controllers that can be tried on a past period, as they are now. */
    settings: viewer.output(rerunSettings),
    /** Runs the controllers over a past period with other settings. Errors: Config.Invalid, Replay.Busy, Store.Failed. */
    compare: operator.input(rerunInput).output(eventIterator(rerunStepShape)),
  },
  learning: {
    /** Capacity, round trip, loss at rest and ramps as the meter shows them since the start of the engine; advisory. */
    list: viewer.output(z.array(learnedRowShape)),
    /** From the next start on the control loop goes by it: ramps of containers. Errors: Config.NotFound, Store.Failed. */
    accept: engineer.input(acceptInput),
  },
  health: healthCalls,
  metering: meteringCalls,
  retail: retailCalls,
  settlement: settlementCalls,
  money: moneyCalls,
  market: marketCalls,
  agreements: agreementCalls,
  bundles: bundleCalls,
  ledger: ledgerCalls,
  wallet: walletCalls,
  trust: {
    /** Certificates of OPC UA links, to devices and from other systems. */
    list: viewer.output(trustShape),
    /** Trusts a certificate that was rejected. Errors: Config.NotFound. */
    accept: engineer.input(trustInput),
    /** Trusts it no longer; links that rest on it end. Errors: Config.NotFound. */
    withdraw: engineer.input(trustInput),
  },
  northbound: {
    /** What other systems can read of us, and where. */
    describe: viewer.output(offeredShape),
    /** The map as a table. */
    exportMap: viewer.input(tableInput).output(fileShape),
  },
}

/** Type of {@link contract}, from which client and handlers are inferred. */
export type Contract = typeof contract
