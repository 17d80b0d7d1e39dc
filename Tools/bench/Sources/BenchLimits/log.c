#include "BenchLimits.h"
#include "clock.h"
#include "hash.h"

#include <pthread.h>
#include <sodium.h>
#include <string.h>

enum { THREADS = 2, LINE_BYTES = 600 };

struct share {
    int lines;
    int is_signed;
    int status;
};

// The half of a log that one thread verifies: of each line its hash, a node of the tree, and perhaps a signature.
static void *verify_share(void *argument) {
    struct share *share = argument;
    unsigned char public[32], secret[64], signature[64], line[LINE_BYTES + 1] = {0}, node[65] = {1};
    crypto_sign_ed25519_keypair(public, secret);
    crypto_sign_ed25519_detached(signature, NULL, line, LINE_BYTES, secret);
    for (int number = 0; number < share->lines; number++) {
        if (share->is_signed && crypto_sign_ed25519_verify_detached(signature, line, LINE_BYTES, public) != 0)
            share->status = -1;
        sha256(node + 1, line, sizeof line);
        sha256(node + 33, node, sizeof node);
    }
    return NULL;
}

double bench_log(int lines, int is_signed) {
    pthread_t threads[THREADS];
    struct share shares[THREADS];
    if (sodium_init() < 0) return -1;
    double start = nanoseconds();
    for (int number = 0; number < THREADS; number++) {
        shares[number] = (struct share){.lines = lines / THREADS, .is_signed = is_signed};
        if (pthread_create(&threads[number], NULL, verify_share, &shares[number]) != 0) return -1;
    }
    int status = 0;
    for (int number = 0; number < THREADS; number++) {
        pthread_join(threads[number], NULL);
        status |= shares[number].status;
    }
    return status == 0 ? (nanoseconds() - start) / lines : -1;
}
