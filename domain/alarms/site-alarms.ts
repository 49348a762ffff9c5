import { defined } from './defined.ts'

/** Alarms of the connection, of what is steered, and of storage. */
export const siteAlarms = {
  'connection.exceeded': defined(1, 'grid', 60, {
    cause:
      'More power over the connection than was agreed: a load came on, storage is empty, or an asset does not follow.',
    consequence: 'The grid operator may bill the peak or disconnect the site; the main breaker may trip.',
    response: 'Release load or start the generator; with too much export curtail generation or add load.',
    reAlarmAfterS: 300,
  }),
  'meter.silent': defined(1, 'grid', 120, {
    cause: 'The meter at the grid connection, its supply or its network does not answer.',
    consequence: 'Nothing can be balanced: all assets are held in their safe range.',
    response: 'Restore the link to the meter.',
    suppresses: 'asset',
    reAlarmAfterS: 900,
  }),
  'controller.failed.*': defined(1, 'control', 120, {
    cause: 'A controller met a case it cannot handle: a fault in the program or in its settings.',
    consequence: 'Its duty is not done; assets are held in their safe range.',
    response: 'Take over by hand, note the text, and start the engine anew.',
    latching: true,
  }),
  'cycle.failed': defined(1, 'control', 60, {
    cause: 'The control cycle itself fails.',
    consequence: 'No heartbeat is sent: devices go to their own safe state.',
    response: 'Operate by hand and restart the engine.',
  }),
  'asset.fault': defined(2, 'equipment', 1_800, {
    cause: 'The device reports a fault of its own.',
    consequence: 'The asset does not deliver; others carry its part.',
    response: 'Read the fault at the device, mend it and reset it there.',
  }),
  'asset.failSafe': defined(3, 'equipment', 900, {
    cause: 'The watchdog of the device heard no heartbeat from us.',
    consequence: 'The asset rests in its safe state and is not steered.',
    response: 'It is taken back by itself. If it stays, check the link.',
  }),
  'asset.otherMaster': defined(2, 'security', 600, {
    cause: 'Something else writes the setpoint of this asset.',
    consequence: 'We hold off: the asset is not ours to steer, and limits rest on the others.',
    response: 'Find out who writes to it; give it a command here to take it back.',
  }),
  'asset.refused': defined(2, 'equipment', 900, {
    cause: 'The device refuses the setpoint: it is in local mode, or the value is beyond its own limits.',
    consequence: 'The asset is left out of dispatch.',
    response: 'Check its mode (local or remote) and its limits.',
  }),
  'asset.readBack': defined(2, 'equipment', 900, {
    cause: 'What is read back differs from what was written: address, type or word order of the definition is wrong.',
    consequence: 'The asset may do something else than it is asked for.',
    response: 'Check the setpoint in the device definition: address, type and word order.',
  }),
  'order.notDelivered': defined(2, 'grid', 300, {
    cause: 'What was ordered is not measured: assets do not follow, a limit holds them back, or storage is empty.',
    consequence: 'A service is not delivered: it may not be paid, or be penalised, and the record says so.',
    response: 'See on Dispatch what holds it back; release other assets, or tell whoever ordered it.',
  }),
  'asset.notFollowing': defined(2, 'equipment', 900, {
    cause: 'The asset accepts setpoints and its measured power does not follow.',
    consequence: 'It is left out of dispatch; reserve is missing.',
    response: 'Check the asset on site.',
    onDelayS: 2,
    offDelayS: 30,
  }),
  'storage.soc': defined(3, 'process', 3_600, {
    cause: 'A storage stands outside the limits of its charge, by self-discharge or after a command.',
    consequence: 'Wear of the storage; it can serve one direction only.',
    response: 'Charge or discharge it by hand if it does not return by itself.',
    onDelayS: 30,
    offDelayS: 60,
  }),
  'limit.*': defined(3, 'process', 1_800, {
    cause: 'A point left the limit that the site file puts on it.',
    consequence: 'As the site file says.',
    response: 'As the site file says.',
    onDelayS: 2,
  }),
}
