#include "BenchLimits.h"
#include "clock.h"
#include "hash.h"
#include "record.h"

#include <sodium.h>
#include <string.h>

static unsigned char key[32], nonce[NONCE_BYTES], content[RECORD_BYTES];

int record_seal(unsigned char *sealed) {
    if (sodium_init() < 0) return -1;
    memset(key, 1, sizeof key);
    memset(nonce, 2, sizeof nonce);
    return crypto_aead_xchacha20poly1305_ietf_encrypt(
        sealed, NULL, content, sizeof content, nonce, sizeof nonce, NULL, nonce, key);
}

static void derive(void) {
    static unsigned char tuple[200], out[32];
    for (int hash = 0; hash < 3; hash++) {
        tuple[0] ^= out[0];
        crypto_generichash_blake2b(out, sizeof out, tuple, sizeof tuple, key, sizeof key);
    }
}

int record_open(const unsigned char *sealed) {
    unsigned char opened[RECORD_BYTES];
    derive();
    return crypto_aead_xchacha20poly1305_ietf_decrypt(
        opened, NULL, NULL, sealed, SEALED_BYTES, nonce, sizeof nonce, nonce, key);
}

int record_make(unsigned char *sealed, unsigned char *hash, int signatures) {
    static unsigned char public[32], secret[64], message[64], signature[64];
    static int is_ready = 0;
    if (!is_ready && crypto_sign_ed25519_keypair(public, secret) != 0) return -1;
    is_ready = 1;
    for (int each = 0; each < signatures; each++) {
        if (crypto_sign_ed25519_detached(signature, NULL, message, sizeof message, secret) != 0) return -1;
        memcpy(message, signature, sizeof message);
    }
    if (record_seal(sealed) != 0) return -1;
    sha256(hash, sealed, SEALED_BYTES);
    return 0;
}

// A label, filled up to 256 bytes.
enum { LABEL_BYTES = 256 };

double bench_search(int labels) {
    unsigned char label[LABEL_BYTES] = "\njelena\nnjegovanovic\n";
    unsigned char sealed[LABEL_BYTES + 16], opened[LABEL_BYTES];
    static const char word[] = "\npetrovic";
    if (sodium_init() < 0) return -1;
    crypto_aead_xchacha20poly1305_ietf_encrypt(sealed, NULL, label, LABEL_BYTES, NULL, 0, NULL, nonce, key);
    double start = nanoseconds();
    for (int each = 0; each < labels; each++) {
        if (crypto_aead_xchacha20poly1305_ietf_decrypt(opened, NULL, NULL, sealed, sizeof sealed, NULL, 0, nonce, key))
            return -1;
        for (int place = 0; place + (int)sizeof word - 1 <= LABEL_BYTES; place++)
            if (memcmp(opened + place, word, sizeof word - 1) == 0) return -1;
    }
    return nanoseconds() - start;
}

double bench_seal(int rounds) {
    unsigned char sealed[SEALED_BYTES];
    double start = nanoseconds();
    for (int round = 0; round < rounds; round++) {
        if (record_seal(sealed) != 0) return -1;
        derive();
    }
    return (nanoseconds() - start) / rounds;
}

enum { MESSAGE_BYTES = 600 };

double bench_sign(int rounds) {
    unsigned char public[32], secret[64], message[MESSAGE_BYTES] = {0}, signature[64] = {0};
    if (sodium_init() < 0) return -1;
    crypto_sign_ed25519_keypair(public, secret);
    double start = nanoseconds();
    for (int round = 0; round < rounds; round++) {
        message[0] = signature[0];
        crypto_sign_ed25519_detached(signature, NULL, message, sizeof message, secret);
    }
    return (nanoseconds() - start) / rounds;
}

double bench_verify(int rounds) {
    unsigned char public[32], secret[64], message[MESSAGE_BYTES] = {0}, signature[64];
    if (sodium_init() < 0) return -1;
    crypto_sign_ed25519_keypair(public, secret);
    crypto_sign_ed25519_detached(signature, NULL, message, sizeof message, secret);
    double start = nanoseconds();
    for (int round = 0; round < rounds; round++) {
        if (crypto_sign_ed25519_verify_detached(signature, message, sizeof message, public) != 0) return -1;
    }
    return (nanoseconds() - start) / rounds;
}
