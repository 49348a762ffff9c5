/** How to call the probe, for people who see it for the first time. */
export const usage = `Usage: npm run probe -- ENDPOINT [options]

ENDPOINT
  modbus-tcp://HOST:PORT/UNIT      unit 1 when absent; also modbus-rtu-tcp:// (serial messages in TCP) and modbus-tls://
  modbus-rtu:///dev/PORT/UNIT      19200 baud, even parity, 1 stop bit; otherwise ?baud=9600&parity=none&stop=2 behind it
  opc.tcp://HOST:PORT/PATH

From an unknown device to a written setpoint
  npm run probe -- modbus-tcp://192.168.1.10-20:502/1-5 --scan
  npm run probe -- modbus-tcp://192.168.1.10:502/1 --read 40001-40010
  npm run probe -- modbus-tcp://192.168.1.10:502/1 --sunspec
  npm run probe -- modbus-rtu:///dev/ttyUSB0/1?baud=9600 --definition eastron/sdm630 --watch 1 --json
  npm run probe -- modbus-tcp://192.168.1.10:502/1 --definition ./battery.yaml --raw
  npm run probe -- modbus-tcp://192.168.1.10:502/1 --definition ./battery.yaml --serial SN-42 --write setpointKW=-50
  npm run probe -- opc.tcp://192.168.1.30:4840 --browse

What to do
  --scan               ask a range who is there, and nobody else, and name the models that fit: hosts 10 to 20 and units
                       1 to 5 as above, 192.168.1.0/28 as host, opc.tcp://192.168.1.10-20:4840
  --definition FILE|ID read with a definition file (devices/definitions/_blueprint.yaml is one to copy), or with one that
                       comes with the product; a wrong ID lists them all
  --sunspec            find the SunSpec models of the device and read all of them
  --read FIRST[-LAST] [--as TYPE[/ORDER]]
                       Modbus registers as they are, without a definition: 40001-40010 as manuals count (30001 input,
                       10001 discrete, 00001 coil), or holding:0-9 as on the wire (input, coil, discrete). TYPE is uint16
                       unless it is int8, uint8, int16, int32, uint32, int64, uint64, float32, float64, bcd16, bcd32 or
                       string; ORDER of the bytes is ABCD unless it is CDAB, BADC or DCBA
  --write POINT=VALUE  write the setpoint (setpointKW=KW, positive into the bus) within the range of the definition, or
                       switch one of its outputs (1 or 0), and read it back
  --browse [NODE]      what lies below a node of an OPC UA server; the objects of the server when none is named
  --history POINT|NODE [--from TIME] [--to TIME]
                       values an OPC UA server has kept; times as 2026-01-31T12:00Z, the last hour when none is named
  --call METHOD --of OBJECT [--argument VALUE]... --definition ... --serial TEXT
                       call a method of an OPC UA server, once its serial number is known to be right

How
  --watch SECONDS      read again and again, until Ctrl+C
  --json               one JSON object a line: point, value, unit, quality, at (ms since 1970), and the reason when it is
                       not good; of a scan also endpoint, maker, model, serial, latencyMs and the models that fit
  --raw                also where each value lies, its raw registers and how they are read
  --serial TEXT        serial number the device must have before anything is written
  --timeout MS         shortest wait for a Modbus answer (1000)
  --gap MS             quiet time before each Modbus request
  --security POLICY    of an OPC UA link: none, Basic256Sha256, Aes128_Sha256_RsaOaep or Aes256_Sha256_RsaPss; without it
                       the best the server offers
  --user NAME --password-from env:NAME|file:NAME
                       of an OPC UA link: the password is in a variable, or in a file below secrets of --data
  --certificate, --key, --authority FILE
                       of a modbus-tls link: our certificate and its key, and whose signature the device must have
  --data DIR           folder with the site's own definitions, certificates and secrets (data/demo)
  --help               this text

A value that can't be trusted has quality suspect or bad and a reason. Ends with 0 when it could ask, whatever the answer;
1 when a write was refused or not confirmed; 2 for a wrong call.`
