/*
 * server.c: a server of OpenAI's chat completions that does nothing but answer, for `tools/bench/models`.
 *
 *   server DELAY_MS TOKENS GAP_MS      prints its port on 127.0.0.1, and serves until it is killed
 *
 * One thread, epoll, HTTP/1.1 kept alive, answers as streams of events: the first token DELAY_MS after the request, the
 * rest GAP_MS apart. The first token is the server's clock (CLOCK_MONOTONIC, ns) when it was sent. All streams have the
 * same pace, hence their timers stand in the order of their starts: one queue for each kind, no heap.
 */
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { MAX_FILES = 65536, BUFFER = 65536 };

struct connection {
    char *bytes; /* what has come of a request */
    size_t count;
    int sent; /* tokens of the answer under way */
    bool is_busy;
};

struct timer {
    int64_t due;
    int socket;
    unsigned generation;
};

struct queue {
    struct timer entries[1 << 17];
    unsigned head, tail;
};

static struct connection connections[MAX_FILES];
static unsigned generations[MAX_FILES];
static struct queue starts, gaps;
static int64_t delay_ns, gap_ns;
static int tokens;
static int poller;

static int64_t now_ns(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * INT64_C(1000000000) + now.tv_nsec;
}

static void push(struct queue *queue, int socket, int64_t due)
{
    queue->entries[queue->tail++ & 0x1ffff] =
        (struct timer){.due = due, .socket = socket, .generation = generations[socket]};
}

static void drop(int socket)
{
    free(connections[socket].bytes);
    connections[socket] = (struct connection){0};
    generations[socket]++;
    close(socket);
}

static void write_all(int socket, const char *bytes, size_t count)
{
    while (count > 0) {
        ssize_t written = send(socket, bytes, count, MSG_NOSIGNAL);
        if (written <= 0)
            return; /* the reader is gone: its end will be read */
        bytes += written;
        count -= (size_t)written;
    }
}

static size_t chunk(char *place, const char *event)
{
    return (size_t)sprintf(place, "%zx\r\n%s\r\n", strlen(event), event);
}

/* Sends the next token, and after the last one the end. */
static void send_token(int socket)
{
    struct connection *connection = &connections[socket];
    char event[512], out[4096];
    size_t count = 0;

    if (connection->sent == 0)
        count += (size_t)sprintf(out,
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n");
    if (connection->sent == 0)
        sprintf(event, "data: {\"id\":\"b\",\"model\":\"bench\",\"choices\":[{\"index\":0,\"delta\":"
                       "{\"role\":\"assistant\",\"content\":\"%lld \"},\"finish_reason\":null}]}\n\n", (long long)now_ns());
    else
        strcpy(event, "data: {\"id\":\"b\",\"model\":\"bench\",\"choices\":[{\"index\":0,\"delta\":"
                      "{\"content\":\"some words \"},\"finish_reason\":null}]}\n\n");
    count += chunk(out + count, event);
    if (++connection->sent >= tokens) {
        count += chunk(out + count, "data: {\"id\":\"b\",\"model\":\"bench\",\"choices\":[{\"index\":0,\"delta\":{},"
                                    "\"finish_reason\":\"stop\"}]}\n\n");
        count += chunk(out + count, "data: {\"id\":\"b\",\"model\":\"bench\",\"choices\":[],\"usage\":"
                                    "{\"prompt_tokens\":900,\"completion_tokens\":20,\"total_tokens\":920}}\n\n");
        count += chunk(out + count, "data: [DONE]\n\n");
        count += (size_t)sprintf(out + count, "0\r\n\r\n");
        connection->is_busy = false;
    }
    write_all(socket, out, count);
}

static void advance(int socket)
{
    do
        send_token(socket);
    while (connections[socket].is_busy && gap_ns == 0);
    if (connections[socket].is_busy)
        push(&gaps, socket, now_ns() + gap_ns);
}

static void take_request(int socket)
{
    struct connection *connection = &connections[socket];
    char *head_end, *length;
    size_t total;

    connection->bytes[connection->count] = 0;
    head_end = strstr(connection->bytes, "\r\n\r\n");
    if (head_end == NULL)
        return;
    length = strcasestr(connection->bytes, "content-length:");
    total = (size_t)(head_end + 4 - connection->bytes) + (length && length < head_end ? strtoul(length + 15, NULL, 10) : 0);
    if (connection->count < total)
        return;
    connection->count = 0;
    connection->sent = 0;
    connection->is_busy = true;
    if (delay_ns == 0)
        advance(socket);
    else
        push(&starts, socket, now_ns() + delay_ns);
}

static void receive(int socket)
{
    struct connection *connection = &connections[socket];
    ssize_t count;

    if (connection->bytes == NULL)
        connection->bytes = malloc(BUFFER + 1);
    count = recv(socket, connection->bytes + connection->count, BUFFER - connection->count, 0);
    if (count <= 0) {
        drop(socket);
        return;
    }
    connection->count += (size_t)count;
    take_request(socket);
}

static void run_due(struct queue *queue)
{
    while (queue->head != queue->tail) {
        struct timer *timer = &queue->entries[queue->head & 0x1ffff];
        if (timer->due > now_ns())
            return;
        queue->head++;
        if (timer->generation == generations[timer->socket])
            advance(timer->socket);
    }
}

static int wait_ms(void)
{
    int64_t due = INT64_MAX, wait;
    struct queue *both[] = {&starts, &gaps};

    for (int i = 0; i < 2; i++)
        if (both[i]->head != both[i]->tail && both[i]->entries[both[i]->head & 0x1ffff].due < due)
            due = both[i]->entries[both[i]->head & 0x1ffff].due;
    if (due == INT64_MAX)
        return -1;
    wait = (due - now_ns() + 999999) / 1000000;
    return wait < 0 ? 0 : (int)wait;
}

int main(int argc, char **argv)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof address;
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), one = 1;
    struct epoll_event event = {.events = EPOLLIN, .data.fd = listener}, events[256];

    if (argc != 4) {
        fprintf(stderr, "usage: server DELAY_MS TOKENS GAP_MS\n");
        return 2;
    }
    delay_ns = atoll(argv[1]) * INT64_C(1000000);
    tokens = atoi(argv[2]);
    gap_ns = atoll(argv[3]) * INT64_C(1000000);
    signal(SIGPIPE, SIG_IGN);
    poller = epoll_create1(EPOLL_CLOEXEC);
    if (bind(listener, (struct sockaddr *)&address, length) != 0 || listen(listener, 4096) != 0
        || getsockname(listener, (struct sockaddr *)&address, &length) != 0
        || epoll_ctl(poller, EPOLL_CTL_ADD, listener, &event) != 0) {
        perror("server");
        return 1;
    }
    printf("%d\n", ntohs(address.sin_port));
    fflush(stdout);
    for (;;) {
        int count = epoll_wait(poller, events, 256, wait_ms());
        for (int i = 0; i < count; i++) {
            int socket = events[i].data.fd;
            if (socket != listener) {
                receive(socket);
                continue;
            }
            socket = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
            if (socket < 0)
                continue;
            setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
            event = (struct epoll_event){.events = EPOLLIN, .data.fd = socket};
            epoll_ctl(poller, EPOLL_CTL_ADD, socket, &event);
        }
        run_due(&starts);
        run_due(&gaps);
    }
}
