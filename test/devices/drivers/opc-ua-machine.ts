import { DataType, StatusCodes, Variant } from 'node-opcua-client'
import type { FakeOpcUa } from './opc-ua-fake.ts'

/** Adds a machine to a fake server: 1,500 parts, a method that doubles a number, and a variable with a history. */
export function addMethodAndHistory({ server }: FakeOpcUa): void {
  const space = server().engine.addressSpace
  const namespace = space?.getNamespace('urn:test:device')
  if (!space || !namespace) throw new Error('no address space')
  const machine = namespace.addObject({
    browseName: 'Machine',
    nodeId: 's=Machine',
    organizedBy: space.rootFolder.objects,
  })
  const method = namespace.addMethod(machine, {
    browseName: 'Double',
    nodeId: 's=Double',
    inputArguments: [{ name: 'value', description: { text: '' }, dataType: DataType.Double }],
    outputArguments: [{ name: 'twice', description: { text: '' }, dataType: DataType.Double }],
  })
  method.bindMethod((inputs, _context, callback) =>
    callback(null, {
      statusCode: StatusCodes.Good,
      outputArguments: [new Variant({ dataType: DataType.Double, value: 2 * Number(inputs[0]?.value) })],
    }),
  )
  for (let i = 0; i < 1_500; i++)
    namespace.addVariable({ browseName: `Part${i}`, nodeId: `s=Part${i}`, dataType: 'Double', componentOf: machine })
  const kept = namespace.addVariable({ browseName: 'Kept', nodeId: 's=Kept', dataType: 'Double', componentOf: machine })
  space.installHistoricalDataNode(kept)
  for (let i = 0; i < 20; i++)
    kept.setValueFromSource({ dataType: DataType.Double, value: i }, StatusCodes.Good, new Date(1_000_000 + i * 1_000))
}
