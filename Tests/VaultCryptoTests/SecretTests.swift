import Foundation
import Synchronization
import Testing

@testable import VaultCrypto

@Suite struct SecretTests {
    @Test func comparesAndDuplicates() throws {
        let one = try Secret.from([UInt8](0..<32))
        let two = one.duplicate()
        let other = Secret.filled(7)
        let (isSame, isOther) = (one.isEqual(to: two), one.isEqual(to: other))
        #expect(isSame)
        #expect(!isOther)
        #expect(two.revealedBytes() == [UInt8](0..<32))
        let masked = one.xor(other)
        #expect(masked.revealedBytes() == (0..<32).map { UInt8($0) ^ 7 })
    }

    @Test(arguments: [0, 31, 33]) func onlyThirtyTwoBytes(count: Int) {
        let isNil = Secret(copying: [UInt8](repeating: 1, count: count)) == nil
        #expect(isNil)
    }

    @Test func everyBitDecidesEquality() throws {
        let zero = Secret.filled(0)
        for bit in 0..<256 {
            var bytes = [UInt8](repeating: 0, count: 32)
            bytes[bit / 8] = 1 << UInt8(bit % 8)
            let isEqual = try zero.isEqual(to: .from(bytes))
            #expect(!isEqual)
        }
    }

    @Test func slotIsZeroAfterRelease() {
        let pool = SlotPool(slotByteCount: 32, slotsPerSlab: 4)
        let slot = pool.take()
        unsafe slot.address.initializeMemory(as: UInt8.self, repeating: 0xAA, count: 32)
        pool.release(slot)
        let bytes = unsafe [UInt8](UnsafeRawBufferPointer(start: slot.address, count: 32))
        #expect(bytes == [UInt8](repeating: 0, count: 32))
        // Last in, first out: the same slot comes again, zero.
        let again = pool.take()
        let isSameSlot = unsafe again.address == slot.address
        #expect(isSameSlot)
        pool.release(again)
    }

    @Test func poolsGrowAndNeverShareASlot() {
        let pool = SlotPool(slotByteCount: 32, slotsPerSlab: 3)
        let slots = (0..<10).map { _ in pool.take() }
        let addresses = Set(slots.map { unsafe UInt(bitPattern: $0.address) })
        #expect(addresses.count == 10)
        #expect(pool.bytesInUse == 320)
        for slot in slots { pool.release(slot) }
        #expect(pool.bytesInUse == 0)
    }

    @Test func poolsHoldUnderConcurrentUse() async {
        await withTaskGroup(of: Bool.self) { group in
            for byte in UInt8(1)...8 {
                group.addTask {
                    (0..<300).allSatisfy { _ in
                        let secret = Secret.filled(byte)
                        let copy = secret.duplicate()
                        return copy.revealedBytes() == [UInt8](repeating: byte, count: 32)
                    }
                }
            }
            for await isIntact in group { #expect(isIntact) }
        }
    }

    @Test func heldSecretsLieInDictionaries() {
        var held: [Int: HeldSecret] = [:]
        for number in 0..<5 { held[number] = HeldSecret(.filled(UInt8(number))) }
        let bytes = held[3]?.withSecret { $0.revealedBytes() }
        #expect(bytes == [UInt8](repeating: 3, count: 32))
    }

    private struct Refusal: Error {}

    /// Counted to the byte, and so in a process of its own: elsewhere other tests hold secrets meanwhile.
    @Test func whatIsLetGoIsGivenBack() async {
        await #expect(processExitsWith: .success) {
            #expect(LockedMemory.status.bytesInUse == 0)
            for _ in 0..<3 {
                let secret = Secret.filled(1)
                let held = [1: HeldSecret(secret.duplicate()), 2: HeldSecret(secret.xor(secret))]
                let key = SigningKey(seed: secret)
                var buffer = SecretBuffer(capacity: 100)
                buffer.append(secret)
                #expect(LockedMemory.status.bytesInUse == 3 * 32 + 64 + 100)
                #expect(held.count == 2 && key.sign([1]).bytes.count == 64)
                _ = consume buffer
                _ = consume secret
            }
            #expect(LockedMemory.status.bytesInUse == 0)
        }
    }

    /// An initialiser that throws makes no value, so nothing else would ever give its slot back.
    @Test func failedInitialisersGiveTheirSlotBack() async {
        await #expect(processExitsWith: .success) {
            let kept = Secret.filled(1)
            for _ in 0..<3 {
                #expect(throws: Refusal.self) {
                    _ = try unsafe Secret { _ throws(Refusal) in throw Refusal() }
                }
                let isNil = Secret(copying: [1, 2, 3]) == nil
                #expect(isNil && LockedMemory.status.bytesInUse == 32)
            }
            _ = consume kept
            #expect(LockedMemory.status.bytesInUse == 0)
        }
    }
}
