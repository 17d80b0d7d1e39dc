import Foundation
import GRDB

// What is in a column is checked again on reading: a damaged file can answer anything, and nothing here may trap.
extension GRDB.Row {
    /// The bytes of a column, copied once, out of SQLite's own memory.
    func bytes(_ index: Int) throws -> [UInt8] {
        try withUnsafeData(atIndex: index) { data in
            guard let data else { throw StoreError.damaged }
            return [UInt8](data)
        }
    }

    func rowID(_ index: Int) throws -> RowID {
        guard let id = try withUnsafeData(atIndex: index, { $0.flatMap { RowID(bytes: $0) } }) else {
            throw StoreError.damaged
        }
        return id
    }

    func rowHash(_ index: Int) throws -> RowHash {
        guard let hash = try withUnsafeData(atIndex: index, { $0.flatMap { RowHash(bytes: $0) } }) else {
            throw StoreError.damaged
        }
        return hash
    }

    /// A number that is never negative: a revision, a seq, a size, a step.
    func number(_ index: Int) throws -> UInt64 {
        guard case .int64(let number) = (self[index] as DatabaseValue).storage, number >= 0 else {
            throw StoreError.damaged
        }
        return UInt64(number)
    }
}

extension RowID {
    var data: Data { Data(bytes) }
}

extension RowHash {
    var data: Data { Data(bytes) }
}

extension Int64 {
    /// - Throws: `.refusedValue` above 2^63 − 1, which SQLite cannot hold.
    init(stored number: UInt64) throws(StoreError) {
        guard let number = Int64(exactly: number) else { throw .refusedValue }
        self = number
    }
}
