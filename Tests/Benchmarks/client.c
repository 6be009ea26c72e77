/* Measures a web server from outside. One thread, epoll, one JSON object on standard output. How to call it: README.md.

   rps     how many answers a second, over connections that are kept open
   fanout  how long after a POST each of many event streams holds what was posted
   idle    how much memory the server uses for streams that wait */

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
    const char *mode, *url, *cookie, *post, *post_cookie, *body, *accept;
    int streams, connections, posts, warmup, pid;
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
    bool opening, waiting, was_open;
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

/* Opens the streams a few at a time, so that none waits for a full queue of the listening socket. */
static Connection *open_streams(void) {
    static Address to;
    to = address(options.url);
    Connection *all = connections(STREAM, options.streams, &to, get_request(&to, options.cookie, "text/event-stream"));
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

static void write_post(Connection *poster, const Address *to, int post) {
    const char *place = strstr(options.body, "{marker}");
    int before = place - options.body;
    char *body;
    if (asprintf(&body, "%.*s%s%0*d%s", before, options.body, prefix, DIGITS, post, place + strlen("{marker}")) < 0) abort();
    free(poster->request);
    poster->request_length = asprintf(&poster->request,
        "POST %s HTTP/1.1\r\nHost: %s\r\nOrigin: http://%s\r\nAccept: %s\r\nCookie: %s\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %zu\r\n\r\n%s",
        to->path, to->authority, to->authority, options.accept, options.post_cookie, strlen(body), body);
    free(body);
    poster->post = post;
}

static void post_all(Connection *posters, const Address *to) {
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
        write_post(&posters[chosen], to, post);
        posted_at[post] = now();
        connection_ask(&posters[chosen]);
    }
    double deadline = now() + options.grace;
    while (now() < deadline && (free_posters < POSTERS || arrived < (long)(opened - dropped) * (post_count - refused))) turn(0.05);
}

static void print_fanout(double before, double after) {
    size_t each_count = 0, all_count = 0, expected = 0;
    double *each = calloc((size_t)post_count * options.streams, sizeof *each), *all = calloc(post_count, sizeof *all);
    for (int post = options.warmup; post < post_count; post++) {
        if (!accepted[post]) continue;
        double slowest = 0;
        int reached = 0;
        for (int stream = 0; stream < options.streams; stream++) {
            double seconds = arrivals[(size_t)post * options.streams + stream];
            if (seconds < 0) continue;
            each[each_count++] = seconds;
            reached++;
            if (seconds > slowest) slowest = seconds;
        }
        expected += options.streams;
        if (reached == options.streams) all[all_count++] = slowest;
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
    printf(", \"before_mb\": %.1f, \"open_mb\": %.1f, \"after_mb\": %.1f}\n", before, after, memory_megabytes());
}

static void measure_fanout(void) {
    if (!options.post) fail("fanout needs --post");
    if (!strstr(options.body, "{marker}")) fail("--body must hold {marker}");
    Address to = address(options.post);
    double before = memory_megabytes();
    open_streams();
    turn_until(now() + 1);
    double open = memory_megabytes();
    snprintf(prefix, sizeof prefix, "mark%06xn", (unsigned)(getpid() * 2654435761u) & 0xffffff);
    post_count = options.posts + options.warmup;
    posted_at = calloc(post_count, sizeof *posted_at);
    accepted = calloc(post_count, sizeof *accepted);
    arrivals = malloc((size_t)post_count * options.streams * sizeof *arrivals);
    for (size_t i = 0; i < (size_t)post_count * options.streams; i++) arrivals[i] = -1;
    post_all(connections(POSTER, POSTERS, &to, NULL), &to);
    print_fanout(before, open);
}

/* the command */

static void read_options(int count, char **words) {
    static const struct option known[] = {
        {"url", 1, 0, 'u'}, {"cookie", 1, 0, 'c'}, {"seconds", 1, 0, 's'}, {"connections", 1, 0, 'n'}, {"streams", 1, 0, 'm'},
        {"post", 1, 0, 'p'}, {"post-cookie", 1, 0, 'k'}, {"body", 1, 0, 'b'}, {"rate", 1, 0, 'r'}, {"posts", 1, 0, 'q'},
        {"warmup", 1, 0, 'w'}, {"grace", 1, 0, 'g'}, {"accept", 1, 0, 'a'}, {"pid", 1, 0, 'i'}, {0, 0, 0, 0}};
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
        default: exit(2);
    }
    options.mode = optind < count ? words[optind] : "";
    if (!options.url || options.streams < 1 || options.connections < 1 || options.posts < 1 || options.rate <= 0)
        fail("usage: client rps|fanout|idle --url URL [options]; see README.md");
}

int main(int count, char **words) {
    read_options(count, words);
    struct rlimit files;
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
    poller = epoll_create1(EPOLL_CLOEXEC);
    if (strcmp(options.mode, "rps") == 0) measure_answers();
    else if (strcmp(options.mode, "fanout") == 0) measure_fanout();
    else if (strcmp(options.mode, "idle") == 0) measure_memory();
    else fail("rps, fanout or idle?");
    return 0;
}
