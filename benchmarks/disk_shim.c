/* A disk that can lose power or fail, for one process: preloaded before libc (LD_PRELOAD), see disk.py.
 *
 * Power: every change to a file below DISK_ROOT is preceded by a line in the log DISK_LOG that says how to undo it
 * (old bytes and size, the removed or replaced file as a hard link in DISK_SAVE).  fsync and fdatasync append, once
 * they have returned, that what was done to that file or folder so far is on the disk.  After a SIGKILL the harness
 * undoes, newest first, all that was not: exactly what a power cut may take.  Names are data of their folder: a file
 * made, removed or renamed stays so only once the folder itself was synced.
 *
 * Faults: while DISK_FAULT (a file) names one, changes below DISK_ROOT fail with it.  ENOSPC and EIO hit bytes, EACCES,
 * EROFS and EBUSY names (a new, removed or renamed file); GONE fails everything, as of a drive that was pulled.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#define FDS 4096
#define REAL(name) ((__typeof__(&name))real(#name, &cache_##name))
#define SLOT(name) static void *cache_##name

struct record {
    char kind; /* W write, T truncate, C create, U unlink, R rename, S sync */
    char pad[7];
    uint64_t file, folder; /* inodes */
    int64_t offset, size, length;
    uint32_t first, second; /* lengths of the two paths that follow, and then `length` bytes */
};

static char root[PATH_MAX], save[PATH_MAX], fault_file[PATH_MAX];
static int log_fd = -1;
static unsigned long saved;
static char *paths[FDS];

static void *real(const char *name, void **slot) {
    if (!*slot) *slot = dlsym(RTLD_NEXT, name);
    return *slot;
}

SLOT(open); SLOT(open64); SLOT(openat); SLOT(openat64); SLOT(close); SLOT(write); SLOT(pwrite); SLOT(pwrite64);
SLOT(pread); SLOT(pread64); SLOT(read); SLOT(ftruncate); SLOT(ftruncate64); SLOT(fsync); SLOT(fdatasync);
SLOT(unlink); SLOT(rename); SLOT(link);

static void set(char *target, const char *name) {
    const char *value = getenv(name);
    snprintf(target, PATH_MAX, "%s", value ? value : "");
}

/* Read the environment (again, after a fork). */
__attribute__((constructor)) void disk_reset(void) {
    set(root, "DISK_ROOT");
    set(save, "DISK_SAVE");
    set(fault_file, "DISK_FAULT");
    const char *log = getenv("DISK_LOG");
    log_fd = log && *log ? REAL(open)(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644) : -1;
}

static int below(const char *path) {
    size_t length = strlen(root);
    return length && path && !strncmp(path, root, length) && (path[length] == '/' || !path[length]);
}

static const char *path_of(int fd) { return fd >= 0 && fd < FDS ? paths[fd] : NULL; }

static uint64_t inode(const char *path) {
    struct stat s;
    return stat(path, &s) ? 0 : s.st_ino;
}

static uint64_t folder_of(const char *path) {
    char folder[PATH_MAX];
    snprintf(folder, sizeof folder, "%s", path);
    char *slash = strrchr(folder, '/');
    if (slash) *slash = 0;
    return inode(folder);
}

enum what { LOOK_AT, BYTES, NAMES };

/* 0, or the error that the disk has now for what is to be done. */
static int fault(enum what what) {
    if (!*fault_file) return 0;
    int fd = REAL(open)(fault_file, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return 0;
    char name[16] = "";
    ssize_t got = REAL(read)(fd, name, sizeof name - 1);
    REAL(close)(fd);
    if (got <= 0) return 0;
    if (!strncmp(name, "GONE", 4)) return EIO;
    if (what == BYTES && !strncmp(name, "ENOSPC", 6)) return ENOSPC;
    if (what == BYTES && !strncmp(name, "EIO", 3)) return EIO;
    if (what == NAMES && !strncmp(name, "EACCES", 6)) return EACCES;
    if (what == NAMES && !strncmp(name, "EROFS", 5)) return EROFS;
    if (what == NAMES && !strncmp(name, "EBUSY", 5)) return EBUSY;
    return 0;
}

static void note(char kind, uint64_t file, uint64_t folder, int64_t offset, int64_t size, const char *first,
                 const char *second, const void *bytes, int64_t length) {
    if (log_fd < 0) return;
    struct record r = {kind, {0}, file, folder, offset, size, length, strlen(first), strlen(second)};
    size_t total = sizeof r + r.first + r.second + length;
    char *line = malloc(total), *at = line;
    if (!line) abort();
    at = mempcpy(at, &r, sizeof r);
    at = mempcpy(at, first, r.first);
    at = mempcpy(at, second, r.second);
    if (length) memcpy(at, bytes, length);
    if (REAL(write)(log_fd, line, total) != (ssize_t)total) abort();
    free(line);
}

/* The bytes from `offset`, at most `length`, before they are overwritten or cut off. */
static void note_bytes(char kind, int fd, int64_t offset, int64_t length) {
    struct stat s;
    if (log_fd < 0 || fstat(fd, &s)) return;
    int64_t there = s.st_size > offset ? s.st_size - offset : 0;
    if (length < 0 || there < length) length = there;
    char *old = malloc(length + 1);
    char name[64];
    snprintf(name, sizeof name, "/proc/self/fd/%d", fd); /* the descriptor may be for writing only */
    int reader = length ? REAL(open)(name, O_RDONLY | O_CLOEXEC) : -1;
    if (!old || (length && REAL(pread64)(reader, old, length, offset) != length)) abort();
    if (reader >= 0) REAL(close)(reader);
    note(kind, s.st_ino, 0, offset, s.st_size, path_of(fd), "", old, length);
    free(old);
}

static void keep(const char *path, char *kept) {
    snprintf(kept, PATH_MAX, "%.2000s/%d-%lu", save, (int)getpid(), saved++);
    if (log_fd < 0 || REAL(link)(path, kept)) *kept = 0;
}

static int opened(int fd, const char *path, int made) {
    if (fd >= 0 && fd < FDS) {
        free(paths[fd]);
        paths[fd] = strdup(path);
    }
    if (fd >= 0 && made) note('C', inode(path), folder_of(path), 0, 0, path, "", "", 0);
    return fd;
}

#define OPEN(call)                                                                   \
    mode_t mode = 0;                                                                 \
    if (flags & O_CREAT || (flags & O_TMPFILE) == O_TMPFILE) {                       \
        va_list arguments;                                                           \
        va_start(arguments, flags);                                                  \
        mode = va_arg(arguments, mode_t);                                            \
        va_end(arguments);                                                           \
    }                                                                                \
    if (!below(path)) return call;                                                   \
    int made = flags & O_CREAT && access(path, F_OK);                                \
    int error = fault(made || flags & O_TRUNC || (flags & O_TMPFILE) == O_TMPFILE ? NAMES : LOOK_AT); \
    if (error) return errno = error, -1;                                             \
    if (flags & O_TRUNC && !made) {                                                  \
        int old = REAL(open)(path, O_RDONLY | O_CLOEXEC);                            \
        if (old >= 0) { opened(old, path, 0); note_bytes('T', old, 0, -1); close(old); } \
    }                                                                                \
    return opened(call, path, made)

int open(const char *path, int flags, ...) { OPEN(REAL(open)(path, flags, mode)); }
int open64(const char *path, int flags, ...) { OPEN(REAL(open64)(path, flags, mode)); }
int openat(int at, const char *path, int flags, ...) { OPEN(REAL(openat)(at, path, flags, mode)); }
int openat64(int at, const char *path, int flags, ...) { OPEN(REAL(openat64)(at, path, flags, mode)); }

int close(int fd) {
    if (fd >= 0 && fd < FDS && paths[fd]) {
        free(paths[fd]);
        paths[fd] = NULL;
    }
    return REAL(close)(fd);
}

#define CHANGE(fd, note_it, call)                  \
    if (path_of(fd)) {                             \
        int error = fault(BYTES);                      \
        if (error) return errno = error, -1;       \
        note_it;                                   \
    }                                              \
    return call

ssize_t write(int fd, const void *bytes, size_t length) {
    CHANGE(fd, note_bytes('W', fd, lseek(fd, 0, SEEK_CUR), length), REAL(write)(fd, bytes, length));
}
ssize_t pwrite(int fd, const void *bytes, size_t length, off_t at) {
    CHANGE(fd, note_bytes('W', fd, at, length), REAL(pwrite)(fd, bytes, length, at));
}
ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t at) {
    CHANGE(fd, note_bytes('W', fd, at, length), REAL(pwrite64)(fd, bytes, length, at));
}
int ftruncate(int fd, off_t size) { CHANGE(fd, note_bytes('T', fd, size, -1), REAL(ftruncate)(fd, size)); }
int ftruncate64(int fd, off64_t size) { CHANGE(fd, note_bytes('T', fd, size, -1), REAL(ftruncate64)(fd, size)); }

#define LOOK(fd, call)                             \
    if (path_of(fd)) {                             \
        int error = fault(LOOK_AT);                      \
        if (error) return errno = error, -1;       \
    }                                              \
    return call

ssize_t read(int fd, void *bytes, size_t length) { LOOK(fd, REAL(read)(fd, bytes, length)); }
ssize_t pread(int fd, void *bytes, size_t length, off_t at) { LOOK(fd, REAL(pread)(fd, bytes, length, at)); }
ssize_t pread64(int fd, void *bytes, size_t length, off64_t at) { LOOK(fd, REAL(pread64)(fd, bytes, length, at)); }

static int synced(int fd, int result) {
    struct stat s;
    if (!result && path_of(fd) && !fstat(fd, &s)) note('S', s.st_ino, 0, 0, 0, "", "", "", 0);
    return result;
}
int fsync(int fd) { CHANGE(fd, , synced(fd, REAL(fsync)(fd))); }
int fdatasync(int fd) { CHANGE(fd, , synced(fd, REAL(fdatasync)(fd))); }

#define CHANGE_NAME(path, note_it, call)           \
    if (below(path)) {                             \
        int error = fault(NAMES);                      \
        if (error) return errno = error, -1;       \
        note_it;                                   \
    }                                              \
    return call

static void note_unlink(const char *path) {
    char kept[PATH_MAX];
    if (access(path, F_OK)) return;
    keep(path, kept);
    note('U', inode(path), folder_of(path), 0, 0, path, kept, "", 0);
}
static void note_rename(const char *from, const char *to) {
    if (access(from, F_OK)) return;
    if (!access(to, F_OK)) note_unlink(to); /* what is replaced is lost too */
    note('R', inode(from), folder_of(to), 0, 0, from, to, "", 0);
}
int unlink(const char *path) { CHANGE_NAME(path, note_unlink(path), REAL(unlink)(path)); }
int rename(const char *from, const char *to) { CHANGE_NAME(to, note_rename(from, to), REAL(rename)(from, to)); }
int link(const char *from, const char *to) {
    CHANGE_NAME(to, if (access(to, F_OK)) note('C', inode(from), folder_of(to), 0, 1, to, "", "", 0),
                REAL(link)(from, to));
}
