#ifndef CASEVAULT_BENCH_LIMITS_H
#define CASEVAULT_BENCH_LIMITS_H

// What the same libraries do when C asks them directly: the limits beside which the vault's own figures stand. Ed25519,
// BLAKE2b and XChaCha20-Poly1305 are libsodium's and SHA-256 is swift-crypto's (hash.h), as in the vault.
//
// Every function works in the current folder and takes and returns plain numbers, so that Swift needs no pointer to
// call it. Times are nanoseconds for one piece of work. A negative result means that a library refused.

/// How often this process, SQLite included, has asked for fsync or fdatasync.
long bench_sync_count(void);
/// When the newest of them ended, and the time now: nanoseconds of the monotonic clock.
double bench_last_sync(void);
double bench_now(void);
/// The processor time of the whole process when the newest of them ended.
double bench_last_sync_processor(void);
/// Processor time of the whole process in nanoseconds: what a shared machine does not change.
double bench_processor(void);
/// From now on each of them takes this many microseconds longer, like a disk with a slower cache.
void bench_sync_pause(long microseconds);

/// Makes limits.db: `rows` rows of a record's shape with `sealed_bytes` sealed bytes, in 8 KiB pages, WAL, FULL, and with
/// the 24 MiB of cache that the vault's store has.
int bench_rows_make(int rows, int sealed_bytes);
/// Reads `reads` rows at random places by their 16-byte id, and for each row BLAKE2b three times and XChaCha20-Poly1305 over 1 KiB.
double bench_rows_open(int reads);
/// Seals, hashes, signs and inserts `rows` more records into limits.db under one durable commit; the time of one.
double bench_rows_append(int rows);
/// Commits durably `commits` times, `rows` rows of `row_bytes` bytes each; the time of one commit.
double bench_commit(int commits, int rows, int row_bytes);
/// Audited reads: the same with a signature and two SHA-256 for each row, as an entry of the log has them, and after each
/// commit as many records of limits.db opened; the time of one.
double bench_reads(int commits, int rows, int row_bytes);
/// Closes and removes limits.db.
void bench_rows_close(void);

/// Makes bulk.db: seals and inserts so many records of 1 KiB, a durable commit for each `each_commit`, and for each record
/// SHA-256 of its sealed bytes and so many Ed25519 signatures; the time of one record.
double bench_bulk(int rows, int each_commit, int signatures);

/// Opens so many sealed labels of 256 bytes and looks for a word in each; the time of all of them.
double bench_search(int labels);

/// Seals 1 KiB, BLAKE2b three times over 200 bytes before.
double bench_seal(int rounds);
/// Ed25519 over 600 bytes.
double bench_sign(int rounds);
double bench_verify(int rounds);
/// SHA-256 of a line of 600 bytes and of one node of the tree, and Ed25519 of the line if `is_signed`, on two threads at once:
/// two cores may be less than twice one. The time by the clock for each of so many lines.
double bench_log(int lines, int is_signed);

/// Bytes on disk for a record in a plain table of so many: its number, nonce and sealed bytes.
double bench_plain_bytes(int rows);
/// Bytes of pages that one table or index of house.vault/vault.db holds, by its place in the list in tables.c; -1 past
/// the end of the list.
long bench_table_bytes(int table);

/// Makes source.bin, so many bytes of which no two pieces are alike.
int bench_source_make(long bytes);
/// Reads source.bin, seals it in chunks of 256 KiB on two threads into a new file and makes that durable; and opens the
/// newest of these again into nothing. The whole time.
double bench_file_in(long bytes);
double bench_file_out(long bytes);
void bench_files_remove(void);

/// Lets the peak of memory begin at what is resident now; both are of the whole process.
int bench_peak_reset(void);
long bench_peak_kib(void);
long bench_resident_kib(void);

#endif
