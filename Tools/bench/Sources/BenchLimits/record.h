#ifndef CASEVAULT_BENCH_RECORD_H
#define CASEVAULT_BENCH_RECORD_H

enum { RECORD_BYTES = 1024, SEALED_BYTES = RECORD_BYTES + 16 };

int record_seal(unsigned char *sealed);
/// BLAKE2b three times, then XChaCha20-Poly1305.
int record_open(const unsigned char *sealed);

#endif
