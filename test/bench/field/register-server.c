/* Answers reads of holding registers as fast as one core can, whatever is asked at once; prints its port. */
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#define REQUEST 12
#define CONNECTIONS 1024

static unsigned char rest[CONNECTIONS][REQUEST];
static int held[CONNECTIONS];

static int answer(unsigned char *out, const unsigned char *request) {
  int length = request[10] << 8 | request[11];
  memcpy(out, request, 8);
  out[4] = (3 + 2 * length) >> 8;
  out[5] = (3 + 2 * length) & 255;
  out[8] = 2 * length;
  for (int i = 0; i < length; i++) {
    out[9 + 2 * i] = (i * 31) >> 8;
    out[10 + 2 * i] = (i * 31) & 255;
  }
  return 9 + 2 * length;
}

static int serve(int fd) {
  static unsigned char in[65536 + REQUEST], out[65536 * 22];
  memcpy(in, rest[fd], held[fd]);
  int got = read(fd, in + held[fd], 65536);
  if (got <= 0) return 0;
  int have = got + held[fd], at = 0, size = 0;
  for (; at + REQUEST <= have; at += REQUEST) size += answer(out + size, in + at);
  held[fd] = have - at;
  memcpy(rest[fd], in + at, held[fd]);
  for (int sent = 0, n; sent < size; sent += n)
    if ((n = write(fd, out + sent, size - sent)) <= 0) return 0;
  return 1;
}

int main(void) {
  int on = 1, listening = socket(AF_INET, SOCK_STREAM, 0), poll = epoll_create1(0);
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t size = sizeof address;
  bind(listening, (struct sockaddr *)&address, size);
  listen(listening, 64);
  getsockname(listening, (struct sockaddr *)&address, &size);
  printf("%d\n", ntohs(address.sin_port));
  fflush(stdout);
  struct epoll_event event = {.events = EPOLLIN, .data.fd = listening};
  epoll_ctl(poll, EPOLL_CTL_ADD, listening, &event);
  for (;;) {
    struct epoll_event ready[64];
    int count = epoll_wait(poll, ready, 64, -1);
    for (int i = 0; i < count; i++) {
      int fd = ready[i].data.fd;
      if (fd == listening) {
        fd = accept(listening, 0, 0);
        if (fd < 0 || fd >= CONNECTIONS) continue;
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        held[fd] = 0;
        event.data.fd = fd;
        epoll_ctl(poll, EPOLL_CTL_ADD, fd, &event);
      } else if (!serve(fd))
        close(fd);
    }
  }
}
