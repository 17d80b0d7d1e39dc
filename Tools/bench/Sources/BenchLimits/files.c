// Attachments: what two threads of C make of the same chunks on the same disk, without the vault's hash and bookkeeping.
#include "BenchLimits.h"
#include "clock.h"

#include <fcntl.h>
#include <pthread.h>
#include <sodium.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { PIECE_BYTES = 256 << 10, NONCE_BYTES = 24, TAG_BYTES = 16, THREADS = 2 };
enum { STORED_BYTES = NONCE_BYTES + PIECE_BYTES + TAG_BYTES };

static const char source_name[] = "source.bin";
static int sealed_count;

// Each sealed file is kept, as the vault keeps its attachments: blocks of a file that was just removed are written again
// faster than new ones.
static const char *sealed_name(int number) {
    static char name[32];
    snprintf(name, sizeof name, "sealed-%d.bin", number);
    return name;
}

struct work {
    int from, to, status, is_opening;
    long pieces, begun;
};

static const unsigned char piece_key[32] = {1}, piece_nonce[NONCE_BYTES] = {2};

int bench_source_make(long bytes) {
    static unsigned char piece[64 << 10];
    if (sodium_init() < 0) return -1;
    int file = open(source_name, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (file < 0) return -1;
    randombytes_buf(piece, sizeof piece);
    int status = 0;
    for (long done = 0; done < bytes && status == 0; done += (long)sizeof piece) {
        size_t count = bytes - done < (long)sizeof piece ? (size_t)(bytes - done) : sizeof piece;
        // No two pieces are alike.
        memcpy(piece, &done, sizeof done);
        if (write(file, piece, count) != (ssize_t)count) status = -1;
    }
    if (fsync(file) != 0) status = -1;
    close(file);
    return status;
}

static int seal_piece(const struct work *work, unsigned char *buffer, long piece) {
    unsigned char *content = buffer + NONCE_BYTES;
    memcpy(buffer, piece_nonce, NONCE_BYTES);
    if (pread(work->from, content, PIECE_BYTES, piece * PIECE_BYTES) != PIECE_BYTES
        || crypto_aead_xchacha20poly1305_ietf_encrypt(
               content, NULL, content, PIECE_BYTES, NULL, 0, NULL, piece_nonce, piece_key) != 0)
        return -1;
    return pwrite(work->to, buffer, STORED_BYTES, piece * STORED_BYTES) == STORED_BYTES ? 0 : -1;
}

static int open_piece(const struct work *work, unsigned char *buffer, long piece) {
    unsigned char *content = buffer + NONCE_BYTES;
    if (pread(work->from, buffer, STORED_BYTES, piece * STORED_BYTES) != STORED_BYTES) return -1;
    return crypto_aead_xchacha20poly1305_ietf_decrypt(
        content, NULL, NULL, content, PIECE_BYTES + TAG_BYTES, NULL, 0, buffer, piece_key);
}

static void *run_pieces(void *argument) {
    struct work *work = argument;
    unsigned char *buffer = sodium_malloc(STORED_BYTES);
    for (;;) {
        long piece = __atomic_fetch_add(&work->begun, 1, __ATOMIC_RELAXED);
        if (piece >= work->pieces || buffer == NULL) break;
        int status = work->is_opening ? open_piece(work, buffer, piece) : seal_piece(work, buffer, piece);
        if (status != 0) __atomic_store_n(&work->status, -1, __ATOMIC_RELAXED);
    }
    sodium_free(buffer);
    return NULL;
}

static int run_threads(struct work *work) {
    pthread_t threads[THREADS];
    for (int number = 0; number < THREADS; number++)
        if (pthread_create(&threads[number], NULL, run_pieces, work) != 0) return -1;
    for (int number = 0; number < THREADS; number++) pthread_join(threads[number], NULL);
    return work->status;
}

double bench_file_in(long bytes) {
    if (sodium_init() < 0) return -1;
    double start = nanoseconds();
    struct work work = {.from = open(source_name, O_RDONLY), .pieces = bytes / PIECE_BYTES};
    work.to = open(sealed_name(++sealed_count), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    int status = work.from < 0 || work.to < 0 ? -1 : run_threads(&work);
    if (status == 0 && fsync(work.to) != 0) status = -1;
    close(work.from);
    close(work.to);
    return status == 0 ? nanoseconds() - start : -1;
}

double bench_file_out(long bytes) {
    double start = nanoseconds();
    struct work work = {.from = open(sealed_name(sealed_count), O_RDONLY), .pieces = bytes / PIECE_BYTES, .is_opening = 1};
    int status = work.from < 0 ? -1 : run_threads(&work);
    close(work.from);
    return status == 0 ? nanoseconds() - start : -1;
}

void bench_files_remove(void) {
    unlink(source_name);
    while (sealed_count > 0) unlink(sealed_name(sealed_count--));
}
