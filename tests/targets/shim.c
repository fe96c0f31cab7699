/* Laid under a program that writes to a target (sftp-server, rsync, ozg): counts what it changes in the file system, and lets that
 * go wrong. What is to be done stands in the file that OZG_SHIM names, which several processes share:
 *
 *   counted   how many changes there were
 *   limit     how many there may be; none when 0
 *   mode      beyond it: 1 the process ends as if it were killed, 2 the disk is full
 *
 * OZG_SHIM_BELOW: only what is changed at paths that contain this. OZG_SHIM_LOSES: files whose path contains this are written to nowhere. OZG_SHIM_CLOCK: so many seconds the clock is wrong. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <sys/syscall.h>
#include <unistd.h>

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

struct orders {
    unsigned long counted, limit, mode;
};

static struct orders *orders(void)
{
    static struct orders *found;
    const char *path = getenv("OZG_SHIM");
    if (!found && path) {
        int file = (int)syscall(SYS_openat, AT_FDCWD, path, O_RDWR);
        if (file >= 0) {
            found = mmap(NULL, sizeof *found, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
            close(file);
        }
        if (found == MAP_FAILED)
            found = NULL;
    }
    return found;
}

/* Counts a change at a path; says whether it may be made. `grows`: whether it needs room. */
static int may(const char *path, int grows)
{
    struct orders *given = orders();
    const char *below = getenv("OZG_SHIM_BELOW");
    if (!given || (below && !(path && strstr(path, below))))
        return 1;
    unsigned long this = __sync_add_and_fetch(&given->counted, 1);
    if (!given->limit || this <= given->limit)
        return 1;
    if (given->mode == 1)
        kill(getpid(), SIGKILL);
    if (grows) {
        errno = ENOSPC;
        return 0;
    }
    return 1;
}

/* The whole path of a name in an open folder. */
static const char *whole(int at, const char *path, char *room)
{
    char link[32];
    if (at == AT_FDCWD || *path == '/')
        return path;
    snprintf(link, sizeof link, "/proc/self/fd/%d", at);
    ssize_t length = readlink(link, room, PATH_MAX);
    if (length < 0)
        return path;
    snprintf(room + length, PATH_MAX, "/%s", path);
    return room;
}

static int is_lost(const char *path)
{
    const char *lost = getenv("OZG_SHIM_LOSES");
    return lost && strstr(path, lost);
}

#define OPEN(name)                                                                  \
    int name(const char *path, int flags, ...)                                      \
    {                                                                               \
        va_list more;                                                               \
        va_start(more, flags);                                                      \
        mode_t mode = flags & O_CREAT ? va_arg(more, mode_t) : 0;                   \
        va_end(more);                                                               \
        if (flags & O_CREAT) {                                                      \
            if (!may(path, 1))                                                          \
                return -1;                                                          \
            if (is_lost(path))                                                      \
                return REAL(name)("/dev/null", flags & ~(O_CREAT | O_EXCL), mode);  \
        }                                                                           \
        return REAL(name)(path, flags, mode);                                       \
    }
OPEN(open)
OPEN(open64)

#define OPENAT(name)                                                                \
    int name(int at, const char *path, int flags, ...)                              \
    {                                                                               \
        va_list more;                                                               \
        va_start(more, flags);                                                      \
        mode_t mode = flags & O_CREAT ? va_arg(more, mode_t) : 0;                   \
        va_end(more);                                                               \
        if (flags & O_CREAT && !may(path, 1))                                       \
            return -1;                                                              \
        return REAL(name)(at, path, flags, mode);                                   \
    }
OPENAT(openat)
OPENAT(openat64)

#define CHANGE(name, parameters, arguments, path, grows) \
    int name parameters { return may(path, grows) ? REAL(name) arguments : -1; }
CHANGE(mkstemp, (char *path), (path), path, 1)
CHANGE(mkstemp64, (char *path), (path), path, 1)
CHANGE(mkdir, (const char *path, mode_t mode), (path, mode), path, 1)
CHANGE(mkdirat, (int at, const char *path, mode_t mode), (at, path, mode), path, 1)
CHANGE(symlinkat, (const char *to, int at, const char *path), (to, at, path), path, 1)
CHANGE(link, (const char *from, const char *to), (from, to), to, 1)
CHANGE(linkat, (int a, const char *from, int b, const char *to, int flags), (a, from, b, to, flags), to, 1)
CHANGE(symlink, (const char *to, const char *path), (to, path), path, 1)
CHANGE(unlink, (const char *path), (path), path, 0)
CHANGE(unlinkat, (int at, const char *path, int flags), (at, path, flags), path, 0)
CHANGE(rmdir, (const char *path), (path), path, 0)

int renameat2(int a, const char *from, int b, const char *to, unsigned flags)
{
    char room[2 * PATH_MAX];
    if (!may(whole(b, to, room), 0))
        return -1;
    return is_lost(whole(b, to, room)) ? REAL(unlinkat)(a, from, 0) : REAL(renameat2)(a, from, b, to, flags);
}

int renameat(int a, const char *from, int b, const char *to)
{
    return renameat2(a, from, b, to, 0);
}

int rename(const char *from, const char *to)
{
    return renameat2(AT_FDCWD, from, AT_FDCWD, to, 0);
}

ssize_t write(int file, const void *bytes, size_t count)
{
    struct stat of;
    if (orders() && !fstat(file, &of) && S_ISREG(of.st_mode) && !may(NULL, 1))
        return -1;
    return REAL(write)(file, bytes, count);
}

int clock_gettime(clockid_t clock, struct timespec *now)
{
    int outcome = REAL(clock_gettime)(clock, now);
    const char *wrong = getenv("OZG_SHIM_CLOCK");
    if (wrong && clock == CLOCK_REALTIME)
        now->tv_sec += atol(wrong);
    return outcome;
}
