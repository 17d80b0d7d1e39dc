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
        guard let id = try withUnsafeData(atIndex: index, { $0.flatMap { RowID($0) } }) else {
            throw StoreError.damaged
        }
        return id
    }

    func rowHash(_ index: Int) throws -> RowHash {
        guard let hash = try withUnsafeData(atIndex: index, { $0.flatMap { RowHash($0) } }) else {
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
    fileprivate init?(_ data: Data) {
        guard data.count == Self.byteCount else { return nil }
        self.init(high: data.number(at: 0), low: data.number(at: 8))
    }

    var data: Data { Data(bytes) }
}

extension RowHash {
    fileprivate init?(_ data: Data) {
        guard data.count == Self.byteCount else { return nil }
        self.init(data.number(at: 0), data.number(at: 8), data.number(at: 16), data.number(at: 24))
    }

    var data: Data { Data(bytes) }
}

extension Data {
    /// Eight bytes as a big-endian number, read where they lie.
    fileprivate func number(at offset: Int) -> UInt64 {
        let bytes = span
        var number: UInt64 = 0
        for index in offset..<(offset + 8) { number = number << 8 | UInt64(bytes[index]) }
        return number
    }
}

extension Int64 {
    /// - Throws: `.refusedValue` above 2^63 − 1, which SQLite cannot hold.
    init(stored number: UInt64) throws(StoreError) {
        guard let number = Int64(exactly: number) else { throw .refusedValue }
        self = number
    }
}
