import SeededNumbers

// How a story draws: more and less likely answers, lists, shares.
extension Dice {
    /// One of them, as often as its weight says.
    mutating func pick<Value>(_ weighted: KeyValuePairs<Value, Int>) -> Value {
        var rest = Int.random(in: 0..<weighted.reduce(0) { $0 + $1.value }, using: &self)
        for (value, weight) in weighted {
            if rest < weight { return value }
            rest -= weight
        }
        return weighted[weighted.count - 1].key
    }

    mutating func one<Value>(of values: [Value]) -> Value { values[Int.random(in: 0..<values.count, using: &self)] }

    /// Some of them, without repeating any, in the order of the list.
    mutating func some<Value>(_ count: ClosedRange<Int>, of values: [Value]) -> [Value] {
        let wanted = min(Int.random(in: count, using: &self), values.count)
        return values.indices.shuffled(using: &self).prefix(wanted).sorted().map { values[$0] }
    }

    /// So many times in a hundred.
    mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }
}
