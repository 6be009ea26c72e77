/* Measures a web server from outside. One thread, epoll, one JSON object on standard output. How to call it: README.md.

   rps     how many answers a second, over connections that are kept open
   fanout  how long after a POST each of many event streams holds what was posted
   idle    how much memory the server uses for streams that wait
   churn   how that memory goes when streams leave and others come, all the time */

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { PIECE = 256 * 1024, HEAD_LIMIT = 8 * 1024, POSTERS = 8, OPENING_AT_ONCE = 64, DIGITS = 6 };

static struct {
    const char *mode, *url, *cookie, *post, *post_cookie, *body, *accept, *boards;
    int streams, connections, posts, warmup, pid, stalled;
    double seconds, rate, grace;
} options = {
    .cookie = "", .post_cookie = "", .body = "text={marker}", .accept = "*/*",
    .streams = 1000, .connections = 16, .posts = 200, .warmup = 10, .seconds = 5, .rate = 5, .grace = 5,
};

static void fail(const char *format, ...) {
    va_list words;
    va_start(words, format);
    vfprintf(stderr, format, words);
    va_end(words);
    fputc('\n', stderr);
    exit(1);
}

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec + time.tv_nsec / 1e9;
}

/* where the server is */

typedef struct {
    char authority[300], path[2048];
    struct sockaddr_storage socket;
    socklen_t length;
} Address;

static Address address(const char *url) {
    Address found = {.path = "/"};
    char host[256] = "", port[8] = "80";
    if (sscanf(url, "http://%299[^/]%2047s", found.authority, found.path) < 1) fail("not an http address: %s", url);
    if (sscanf(found.authority, "%255[^:]:%7s", host, port) < 1) fail("no host in %s", url);
    struct addrinfo hints = {.ai_family = AF_INET, .ai_socktype = SOCK_STREAM}, *list;
    if (getaddrinfo(host, port, &hints, &list) != 0) fail("cannot find %s", host);
    memcpy(&found.socket, list->ai_addr, list->ai_addrlen);
    found.length = list->ai_addrlen;
    freeaddrinfo(list);
    return found;
}

/* one answer, read as it comes */

typedef enum { HEAD, SIZED, CHUNK_SIZE, CHUNK_DATA, CHUNK_END, TRAILER, UNTIL_CLOSE, WHOLE } Phase;

typedef struct {
    Phase phase;
    int status;
    bool closes;
    size_t left, line, head_length;
    char head[HEAD_LIMIT];
} Answer;

static void answer_expect(Answer *answer) {
    answer->phase = HEAD;
    answer->status = 0;
    answer->closes = false;
    answer->left = answer->line = answer->head_length = 0;
}

static const char *header(const Answer *answer, const char *name) {
    for (const char *line = strstr(answer->head, "\r\n"); line; line = strstr(line, "\r\n")) {
        line += 2;
        if (strncasecmp(line, name, strlen(name)) == 0 && line[strlen(name)] == ':') {
            line += strlen(name) + 1;
            return line + strspn(line, " \t");
        }
    }
    return NULL;
}

static void answer_begin_body(Answer *answer) {
    if (sscanf(answer->head, "HTTP/1.%*d %d", &answer->status) != 1) fail("not an HTTP answer: %.80s", answer->head);
    if (answer->status < 200) { answer_expect(answer); return; }
    const char *length = header(answer, "Content-Length"), *coding = header(answer, "Transfer-Encoding");
    const char *connection = header(answer, "Connection");
    answer->closes = connection && strncasecmp(connection, "close", 5) == 0;
    if (coding && strncasecmp(coding, "chunked", 7) == 0) answer->phase = CHUNK_SIZE;
    else if (length) { answer->left = strtoull(length, NULL, 10); answer->phase = answer->left ? SIZED : WHOLE; }
    else answer->phase = answer->status == 204 || answer->status == 304 ? WHOLE : UNTIL_CLOSE;
}

static int hex(char digit) {
    if (digit >= '0' && digit <= '9') return digit - '0';
    digit |= 0x20;
    return digit >= 'a' && digit <= 'f' ? digit - 'a' + 10 : -1;
}

/* Takes bytes until the answer is whole and puts what belongs to the body in `body`; returns how many were taken. */
static size_t answer_take(Answer *answer, const char *bytes, size_t count, char *body, size_t *body_length) {
    size_t at = 0;
    while (at < count && answer->phase != WHOLE) {
        char byte = bytes[at];
        switch (answer->phase) {
        case HEAD:
            at++;
            if (answer->head_length == HEAD_LIMIT - 1) fail("the head of an answer is too long");
            answer->head[answer->head_length++] = byte;
            if (byte == '\n' && answer->head_length >= 4 && memcmp(answer->head + answer->head_length - 4, "\r\n\r\n", 4) == 0) {
                answer->head[answer->head_length] = 0;
                answer_begin_body(answer);
            }
            break;
        case CHUNK_SIZE:
            at++;
            if (byte == '\n') { answer->phase = answer->left ? CHUNK_DATA : TRAILER; answer->line = 0; }
            else if (hex(byte) >= 0 && !answer->line) answer->left = answer->left * 16 + hex(byte);
            else answer->line = 1;
            break;
        case CHUNK_END:
            at++;
            if (byte == '\n') { answer->phase = CHUNK_SIZE; answer->left = answer->line = 0; }
            break;
        case TRAILER:
            at++;
            if (byte == '\n') { if (!answer->line) answer->phase = WHOLE; answer->line = 0; }
            else if (byte != '\r') answer->line++;
            break;
        default: {
            size_t piece = count - at;
            if (answer->phase != UNTIL_CLOSE && piece > answer->left) piece = answer->left;
            memcpy(body + *body_length, bytes + at, piece);
            *body_length += piece;
            at += piece;
            if (answer->phase == UNTIL_CLOSE) break;
            answer->left -= piece;
            if (answer->left == 0) answer->phase = answer->phase == SIZED ? WHOLE : CHUNK_END;
        }
        }
    }
    return at;
}

/* connections */

typedef enum { STREAM, POSTER, GETTER } Role;

typedef struct {
    Role role;
    int fd, number, post;
    bool opening, waiting, was_open, stalls;
    double asked_at;
    const Address *to;
    char *request;
    size_t request_length, sent, tail_length;
    char tail[32];
    Answer answer;
} Connection;

static int poller;

static void watch(Connection *connection, int operation, uint32_t events) {
    struct epoll_event event = {.events = events, .data.ptr = connection};
    epoll_ctl(poller, operation, connection->fd, &event);
}

static void connection_open(Connection *connection) {
    connection->fd = socket(connection->to->socket.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (connection->fd < 0) fail("no socket: %s", strerror(errno));
    int yes = 1;
    setsockopt(connection->fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    int little = 4096;
    if (connection->stalls) setsockopt(connection->fd, SOL_SOCKET, SO_RCVBUF, &little, sizeof little);
    if (connect(connection->fd, (const struct sockaddr *)&connection->to->socket, connection->to->length) < 0 && errno != EINPROGRESS)
        fail("cannot connect: %s", strerror(errno));
    connection->opening = true;
    connection->tail_length = 0;
    answer_expect(&connection->answer);
    watch(connection, EPOLL_CTL_ADD, EPOLLOUT);
}

static void connection_close(Connection *connection) {
    if (connection->fd >= 0) close(connection->fd);
    connection->fd = -1;
    connection->opening = connection->waiting = false;
}

/* Sends what is left of the request; the rest waits until the socket takes more. */
static void connection_send(Connection *connection) {
    while (connection->sent < connection->request_length) {
        size_t left = connection->request_length - connection->sent;
        ssize_t count = send(connection->fd, connection->request + connection->sent, left, MSG_NOSIGNAL);
        if (count < 0 && errno == EAGAIN) { watch(connection, EPOLL_CTL_MOD, EPOLLIN | EPOLLOUT); return; }
        if (count < 0) { connection_close(connection); return; }
        connection->sent += count;
    }
    watch(connection, EPOLL_CTL_MOD, EPOLLIN);
}

static void connection_ask(Connection *connection) {
    connection->sent = 0;
    connection->waiting = true;
    connection->asked_at = now();
    answer_expect(&connection->answer);
    if (connection->fd < 0) connection_open(connection);
    else connection_send(connection);
}

static char *get_request(const Address *to, const char *cookie, const char *accept) {
    const char *format = "GET %s HTTP/1.1\r\nHost: %s\r\nAccept: %s\r\nCookie: %s\r\n\r\n";
    char *text;
    if (asprintf(&text, format, to->path, to->authority, accept, cookie) < 0) abort();
    return text;
}

/* what is listened to and written on: one board from the options, or those of a file with a line for each, its parts between tabs:
   stream, cookie, address to post to, body with {marker} */

typedef struct {
    Address live, post;
    const char *cookie, *post_cookie, *body, *listen;
} Board;

static Board *boards;
static int board_count;

static void add_board(const char *live, const char *cookie, const char *post, const char *post_cookie, const char *body) {
    boards = realloc(boards, (board_count + 1) * sizeof *boards);
    Board *board = &boards[board_count++];
    *board = (Board){.live = address(live), .cookie = cookie, .post_cookie = post_cookie, .body = body};
    if (post) board->post = address(post);
    board->listen = get_request(&board->live, cookie, "text/event-stream");
    if (post && !strstr(body, "{marker}")) fail("the body of a post must hold {marker}");
}

static void read_boards(void) {
    if (!options.boards) { add_board(options.url, options.cookie, options.post, options.post_cookie, options.body); return; }
    FILE *file = fopen(options.boards, "r");
    if (!file) fail("cannot open %s", options.boards);
    char *line = NULL;
    size_t room = 0;
    while (getline(&line, &room, file) > 0) {
        char *part[4], *rest = strdup(line);
        for (int i = 0; i < 4; i++) if (!(part[i] = strsep(&rest, "\t\n"))) fail("a board has four parts: %s", line);
        add_board(part[0], part[1], part[2], part[1], part[3]);
    }
    free(line);
    fclose(file);
}

static Board *board_of(int number) { return &boards[number % board_count]; }

static Connection *connections(Role role, int count, const Address *to, const char *request) {
    Connection *all = calloc(count, sizeof *all);
    for (int i = 0; i < count; i++) {
        all[i] = (Connection){.role = role, .fd = -1, .number = i, .to = to, .request = (char *)request};
        all[i].request_length = request ? strlen(request) : 0;
    }
    return all;
}

/* what has been measured */

static struct { double *seconds; size_t count, room; } answers;
static long answer_bytes;
static int last_status, refused, unanswered, late, opened, dropped;
static bool getting;

static char prefix[16];
static float *arrivals;         /* seconds after its POST, one row for each post, one column for each stream; below 0: not yet */
static double *posted_at;
static bool *accepted;
static int post_count, free_posters;
static long arrived;

static int compare(const void *a, const void *b) {
    double difference = *(const double *)a - *(const double *)b;
    return (difference > 0) - (difference < 0);
}

static double percentile(const double *sorted, size_t count, double part) {
    if (count == 0) return 0;
    size_t rank = (size_t)(part * count + 0.999999);
    return 1000 * sorted[rank == 0 ? 0 : rank - 1];
}

static void print_times(const char *name, double *seconds, size_t count) {
    qsort(seconds, count, sizeof *seconds, compare);
    printf("\"%s\": {\"p50\": %.2f, \"p95\": %.2f, \"p99\": %.2f, \"max\": %.2f}", name, percentile(seconds, count, 0.50),
           percentile(seconds, count, 0.95), percentile(seconds, count, 0.99), percentile(seconds, count, 1));
}

static double memory_megabytes(void) {
    char path[64], line[256];
    double kilobytes = 0;
    snprintf(path, sizeof path, "/proc/%d/status", options.pid);
    FILE *file = options.pid ? fopen(path, "r") : NULL;
    while (file && fgets(line, sizeof line, file)) sscanf(line, "VmRSS: %lf", &kilobytes);
    if (file) fclose(file);
    return kilobytes / 1024;
}

static void note_answer(double seconds) {
    if (answers.count == answers.room) {
        answers.room = answers.room ? 2 * answers.room : 4096;
        answers.seconds = realloc(answers.seconds, answers.room * sizeof *answers.seconds);
    }
    answers.seconds[answers.count++] = seconds;
}

/* Seconds of processor time that the server has used. */
static double processor_seconds(void) {
    char path[64], text[1024] = "";
    unsigned long user = 0, system = 0;
    snprintf(path, sizeof path, "/proc/%d/stat", options.pid);
    FILE *file = options.pid ? fopen(path, "r") : NULL;
    if (file && fgets(text, sizeof text, file))
        sscanf(strrchr(text, ')') + 2, "%*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &user, &system);
    if (file) fclose(file);
    return (double)(user + system) / sysconf(_SC_CLK_TCK);
}

/* Looks for markers in what the stream has brought; one may have come in two pieces. `body` begins with the stream's tail. */
static void note_markers(Connection *stream, const char *body, size_t length) {
    double time = now();
    size_t marker = strlen(prefix) + DIGITS;
    const char *end = body + length, *at = body;
    while (prefix[0] && (at = memmem(at, end - at, prefix, strlen(prefix))) && at + marker <= end) {
        char digits[DIGITS + 1] = "";
        memcpy(digits, at + strlen(prefix), DIGITS);
        int post = atoi(digits);
        if (post < post_count) {
            float *arrival = &arrivals[(size_t)post * options.streams + stream->number];
            if (*arrival < 0) { *arrival = time - posted_at[post]; arrived++; }
        }
        at += marker;
    }
    stream->tail_length = length < marker - 1 ? length : marker - 1;
    memcpy(stream->tail, end - stream->tail_length, stream->tail_length);
}

/* the loop */

static void answered(Connection *connection) {
    connection->waiting = false;
    last_status = connection->answer.status;
    if (connection->role == STREAM) { dropped += connection->was_open; connection_close(connection); return; }
    note_answer(now() - connection->asked_at);
    if (connection->role == GETTER) refused += last_status != 200;
    if (connection->role == POSTER) {
        accepted[connection->post] = last_status >= 200 && last_status < 400;
        refused += !accepted[connection->post];
        free_posters++;
    }
    if (connection->answer.closes || connection->answer.phase != WHOLE) connection_close(connection);
    if (connection->role == GETTER && getting) connection_ask(connection);
}

static void lost(Connection *connection) {
    if (connection->answer.phase == UNTIL_CLOSE && connection->role != STREAM) { answered(connection); return; }
    if (connection->role == STREAM && connection->was_open) dropped++;
    if (connection->role != STREAM && connection->waiting) {
        unanswered++;
        free_posters += connection->role == POSTER;
    }
    bool again = connection->role == GETTER && getting && !connection->opening;
    connection_close(connection);
    if (again) connection_ask(connection);
}

static void receive(Connection *connection) {
    static char bytes[PIECE], body[PIECE + sizeof(connection->tail)];
    ssize_t count = recv(connection->fd, bytes, sizeof bytes, 0);
    if (count < 0 && errno == EAGAIN) return;
    if (count <= 0) { lost(connection); return; }
    size_t length = connection->tail_length;
    memcpy(body, connection->tail, length);
    answer_take(&connection->answer, bytes, count, body, &length);
    answer_bytes += length - connection->tail_length;
    if (connection->role == STREAM) {
        if (!connection->was_open && connection->answer.status == 200) { connection->was_open = true; opened++; }
        note_markers(connection, body, length);
    }
    if (connection->answer.phase == WHOLE) answered(connection);
}

static void turn(double seconds) {
    struct epoll_event events[256];
    int count = epoll_wait(poller, events, 256, seconds < 0 ? 0 : (int)(1000 * seconds + 0.5));
    for (int i = 0; i < count; i++) {
        Connection *connection = events[i].data.ptr;
        if (connection->fd < 0) continue;
        if (events[i].events & EPOLLOUT) { connection->opening = false; connection_send(connection); }
        if (connection->stalls && connection->was_open) { watch(connection, EPOLL_CTL_DEL, 0); continue; }
        if (connection->fd >= 0 && events[i].events & (EPOLLIN | EPOLLHUP | EPOLLERR)) receive(connection);
    }
}

static void turn_until(double deadline) {
    do turn(deadline - now()); while (now() < deadline);
}

/* the three measurements */

static void measure_answers(void) {
    Address to = address(options.url);
    Connection *all = connections(GETTER, options.connections, &to, get_request(&to, options.cookie, options.accept));
    getting = true;
    for (int i = 0; i < options.connections; i++) connection_ask(&all[i]);
    turn_until(now() + options.seconds / 5);
    double start = now();
    size_t before = answers.count;
    turn_until(start + options.seconds);
    double seconds = now() - start;
    getting = false;
    size_t count = answers.count - before;
    printf("{\"rps\": %.1f, \"answers\": %zu, \"not_200\": %d, \"unanswered\": %d, \"status\": %d, \"bytes\": %.0f, ",
           count / seconds, count, refused, unanswered, last_status, answers.count ? (double)answer_bytes / answers.count : 0);
    print_times("ms", answers.seconds + before, count);
    printf("}\n");
}

static void listen_to(Connection *stream, const Board *board) {
    stream->to = &board->live;
    stream->request = (char *)board->listen;
    stream->request_length = strlen(board->listen);
}

/* Opens the streams a few at a time, so that none waits for a full queue of the listening socket. */
static Connection *open_streams(void) {
    Connection *all = connections(STREAM, options.streams, NULL, NULL);
    for (int i = 0; i < options.streams; i++) listen_to(&all[i], board_of(i));
    for (int i = 0; i < options.stalled; i++) all[i].stalls = true;
    double deadline = now() + 60;
    int asked = 0;
    while (opened + dropped < options.streams && now() < deadline) {
        int open_or_gone = 0;
        for (int i = 0; i < asked; i++) open_or_gone += all[i].was_open || all[i].fd < 0;
        if (asked == options.streams && open_or_gone == asked) break;
        while (asked < options.streams && asked - open_or_gone < OPENING_AT_ONCE) { connection_ask(&all[asked++]); }
        turn(0.05);
    }
    if (opened == 0) fail("no stream could be opened, last status %d", last_status);
    return all;
}

static void measure_memory(void) {
    double before = memory_megabytes(), start = now();
    open_streams();
    double seconds = now() - start;
    turn_until(now() + options.seconds);
    double after = memory_megabytes();
    printf("{\"streams\": %d, \"opened\": %d, \"dropped\": %d, \"open_seconds\": %.2f, \"before_mb\": %.1f, \"after_mb\": %.1f, "
           "\"kb_each\": %.1f}\n",
           options.streams, opened, dropped, seconds, before, after, 1024 * (after - before) / opened);
}

/* Lets streams leave and come in turn, a fifth of them each second, and prints the memory every ten seconds. */
static void measure_churn(void) {
    double before = memory_megabytes();
    Connection *all = open_streams();
    double start = now(), next_report = start + 10;
    int next = 0;
    printf("{\"streams\": %d, \"before_mb\": %.1f, \"megabytes\": [%.1f", options.streams, before, memory_megabytes());
    long came = 0;
    while (now() < start + options.seconds) {
        for (int i = 0; i < options.streams / 50 + 1; i++, next = (next + 1) % options.streams, came++) {
            connection_close(&all[next]);
            all[next].was_open = false;
            connection_ask(&all[next]);
        }
        turn_until(now() + 0.1);
        if (now() < next_report) continue;
        printf(", %.1f", memory_megabytes());
        next_report += 10;
    }
    turn_until(now() + 5);
    int open = 0;
    for (int i = 0; i < options.streams; i++) open += all[i].was_open && all[i].fd >= 0;
    printf("], \"came\": %ld, \"open_at_end\": %d, \"after_mb\": %.1f}\n", came, open, memory_megabytes());
}

static void write_post(Connection *poster, int post) {
    const Board *board = board_of(post);
    const Address *to = &board->post;
    const char *place = strstr(board->body, "{marker}");
    int before = place - board->body;
    char *body;
    poster->to = to;
    if (asprintf(&body, "%.*s%s%0*d%s", before, board->body, prefix, DIGITS, post, place + strlen("{marker}")) < 0) abort();
    free(poster->request);
    poster->request_length = asprintf(&poster->request,
        "POST %s HTTP/1.1\r\nHost: %s\r\nOrigin: http://%s\r\nAccept: %s\r\nCookie: %s\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %zu\r\n\r\n%s",
        to->path, to->authority, to->authority, options.accept, board->post_cookie, strlen(body), body);
    free(body);
    poster->post = post;
}

/* How many streams should hold what was posted and accepted. */
static long awaited(void) {
    long count = 0;
    for (int post = 0; post < post_count; post++)
        if (accepted[post]) count += (options.streams - post % board_count + board_count - 1) / board_count;
    return count - (options.stalled > 0 ? (long)options.stalled * post_count : 0);
}

static void post_all(Connection *posters) {
    double start = now();
    free_posters = POSTERS;
    for (int post = 0; post < post_count; post++) {
        double due = start + post / options.rate;
        turn_until(due);
        while (free_posters == 0) turn(0.01);
        late += now() - due > 0.05;
        int chosen = 0;
        while (posters[chosen].waiting) chosen++;
        free_posters--;
        write_post(&posters[chosen], post);
        posted_at[post] = now();
        connection_ask(&posters[chosen]);
    }
    double deadline = now() + options.grace;
    while (now() < deadline && (free_posters < POSTERS || (dropped == 0 && arrived < awaited()))) turn(0.05);
}

/* Whether the server has cut off the streams that do not read: what it had sent is read to the end. */
static int cut_off(Connection *streams) {
    static char bytes[PIECE];
    int count = 0;
    for (int i = 0; i < options.stalled; i++) {
        double deadline = now() + 20;
        ssize_t got = -1;
        while (now() < deadline) {
            got = recv(streams[i].fd, bytes, sizeof bytes, MSG_DONTWAIT);
            if (got == 0 || (got < 0 && errno != EAGAIN)) break;
            if (got < 0) turn_until(now() + 0.05);
        }
        count += got == 0 || (got < 0 && errno != EAGAIN);
    }
    return count;
}

static void print_fanout(Connection *streams, double before, double after, double cores) {
    size_t each_count = 0, all_count = 0, expected = 0;
    double *each = calloc((size_t)post_count * options.streams, sizeof *each), *all = calloc(post_count, sizeof *all);
    for (int post = options.warmup; post < post_count; post++) {
        if (!accepted[post]) continue;
        double slowest = 0;
        int reached = 0, awaited = 0;
        for (int stream = post % board_count; stream < options.streams; stream += board_count) {
            if (stream < options.stalled) continue;
            awaited++;
            double seconds = arrivals[(size_t)post * options.streams + stream];
            if (seconds < 0) continue;
            each[each_count++] = seconds;
            reached++;
            if (seconds > slowest) slowest = seconds;
        }
        expected += awaited;
        if (reached == awaited) all[all_count++] = slowest;
    }
    printf("{\"streams\": %d, \"opened\": %d, \"dropped\": %d, \"posts\": %d, \"refused\": %d, \"unanswered\": %d, \"late\": %d, "
           "\"status\": %d, \"delivered_percent\": %.4f, \"posts_to_all\": %zu, ",
           options.streams, opened, dropped, post_count - options.warmup, refused, unanswered, late, last_status,
           expected ? 100.0 * each_count / expected : 0, all_count);
    print_times("each_ms", each, each_count);
    printf(", ");
    print_times("all_ms", all, all_count);
    printf(", ");
    print_times("answer_ms", answers.seconds, answers.count);
    printf(", \"before_mb\": %.1f, \"open_mb\": %.1f, \"after_mb\": %.1f, \"cores\": %.3f, \"stream_bytes\": %.0f, \"cut_off\": %d}\n", before, after,
           memory_megabytes(), cores, (double)answer_bytes / (opened * (double)post_count), cut_off(streams));
}

static void measure_fanout(void) {
    if (!options.post && !options.boards) fail("fanout needs --post or --boards");
    double before = memory_megabytes();
    Connection *streams = open_streams();
    turn_until(now() + 1);
    double open = memory_megabytes();
    snprintf(prefix, sizeof prefix, "mark%06xn", (unsigned)(getpid() * 2654435761u) & 0xffffff);
    post_count = options.posts + options.warmup;
    posted_at = calloc(post_count, sizeof *posted_at);
    accepted = calloc(post_count, sizeof *accepted);
    arrivals = malloc((size_t)post_count * options.streams * sizeof *arrivals);
    for (size_t i = 0; i < (size_t)post_count * options.streams; i++) arrivals[i] = -1;
    answer_bytes = 0;
    double start = now(), used = processor_seconds();
    post_all(connections(POSTER, POSTERS, NULL, NULL));
    print_fanout(streams, before, open, (processor_seconds() - used) / (now() - start));
}

/* the command */

static void read_options(int count, char **words) {
    static const struct option known[] = {
        {"url", 1, 0, 'u'}, {"cookie", 1, 0, 'c'}, {"seconds", 1, 0, 's'}, {"connections", 1, 0, 'n'}, {"streams", 1, 0, 'm'},
        {"post", 1, 0, 'p'}, {"post-cookie", 1, 0, 'k'}, {"body", 1, 0, 'b'}, {"rate", 1, 0, 'r'}, {"posts", 1, 0, 'q'},
        {"warmup", 1, 0, 'w'}, {"grace", 1, 0, 'g'}, {"accept", 1, 0, 'a'}, {"pid", 1, 0, 'i'}, {"boards", 1, 0, 'f'},
        {"stalled", 1, 0, 'x'}, {0, 0, 0, 0}};
    for (int option; (option = getopt_long(count, words, "", known, NULL)) != -1;) switch (option) {
        case 'u': options.url = optarg; break;
        case 'c': options.cookie = optarg; break;
        case 's': options.seconds = atof(optarg); break;
        case 'n': options.connections = atoi(optarg); break;
        case 'm': options.streams = atoi(optarg); break;
        case 'p': options.post = optarg; break;
        case 'k': options.post_cookie = optarg; break;
        case 'b': options.body = optarg; break;
        case 'r': options.rate = atof(optarg); break;
        case 'q': options.posts = atoi(optarg); break;
        case 'w': options.warmup = atoi(optarg); break;
        case 'g': options.grace = atof(optarg); break;
        case 'a': options.accept = optarg; break;
        case 'i': options.pid = atoi(optarg); break;
        case 'f': options.boards = optarg; break;
        case 'x': options.stalled = atoi(optarg); break;
        default: exit(2);
    }
    options.mode = optind < count ? words[optind] : "";
    if ((!options.url && !options.boards) || options.streams < 1 || options.connections < 1 || options.posts < 1 || options.rate <= 0)
        fail("usage: client rps|fanout|idle|churn --url URL [options]; see README.md");
}

int main(int count, char **words) {
    read_options(count, words);
    struct rlimit files;
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
    poller = epoll_create1(EPOLL_CLOEXEC);
    if (strcmp(options.mode, "rps") != 0) read_boards();
    if (strcmp(options.mode, "rps") == 0) measure_answers();
    else if (strcmp(options.mode, "fanout") == 0) measure_fanout();
    else if (strcmp(options.mode, "idle") == 0) measure_memory();
    else if (strcmp(options.mode, "churn") == 0) measure_churn();
    else fail("rps, fanout, idle or churn?");
    return 0;
}
