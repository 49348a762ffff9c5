/* libmodbus PORT MS: reads 100 registers again and again; prints requests, seconds and seconds of CPU. */
#include <modbus.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double seconds(clockid_t clock) {
  struct timespec t;
  clock_gettime(clock, &t);
  return t.tv_sec + t.tv_nsec / 1e9;
}

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  uint16_t registers[100];
  modbus_t *line = modbus_new_tcp("127.0.0.1", atoi(argv[1]));
  modbus_set_slave(line, 1);
  if (modbus_connect(line) != 0) return 1;
  long count = 0;
  double start = seconds(CLOCK_MONOTONIC), end = start + atoi(argv[2]) / 1e3, now = start;
  for (; now < end; now = seconds(CLOCK_MONOTONIC), count++)
    if (modbus_read_registers(line, 0, 100, registers) != 100) return 1;
  printf("{\"requests\":%ld,\"seconds\":%f,\"cpuS\":%f}\n", count, now - start, seconds(CLOCK_PROCESS_CPUTIME_ID));
  return 0;
}
