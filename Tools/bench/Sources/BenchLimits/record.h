#ifndef CASEVAULT_BENCH_RECORD_H
#define CASEVAULT_BENCH_RECORD_H

enum { RECORD_BYTES = 1024, NONCE_BYTES = 24, SEALED_BYTES = RECORD_BYTES + 16 };

int record_seal(unsigned char *sealed);
/// BLAKE2b three times, then XChaCha20-Poly1305.
int record_open(const unsigned char *sealed);
/// Seals a record, signs so often before, and hashes what was sealed.
int record_make(unsigned char *sealed, unsigned char *hash, int signatures);

#endif
