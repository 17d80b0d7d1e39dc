#ifndef CASEVAULT_BENCH_HASH_H
#define CASEVAULT_BENCH_HASH_H

#include <stddef.h>

// SHA-256 as the vault takes it: of swift-crypto's BoringSSL, which uses the processor's instructions. libsodium's is
// portable C and takes four times as long, which would flatter the vault.
//
// BoringSSL is in this program because the vault is; no product of swift-crypto exports its headers, so the one function
// is declared here as CCryptoBoringSSL_sha2.h has it, with the prefix that swift-crypto puts before each name. With another
// prefix it would not link.
unsigned char *CCryptoBoringSSL_SHA256(const unsigned char *data, size_t length, unsigned char *out);

static inline void sha256(unsigned char *out, const unsigned char *data, size_t length) {
    CCryptoBoringSSL_SHA256(data, length, out);
}

#endif
