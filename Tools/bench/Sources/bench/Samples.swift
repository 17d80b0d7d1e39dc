/// One quantity, measured once a round.
struct Samples: Codable {
    let values: [Double]

    init(_ values: [Double]) { self.values = values.sorted() }

    /// The middle one; of an even number the lower, so that it is a value that was measured.
    var median: Double { values.isEmpty ? .nan : values[(values.count - 1) / 2] }
    var least: Double { values.first ?? .nan }
    var most: Double { values.last ?? .nan }

    /// The least and the most, without their unit.
    var spread: String { "\(Figure.Unit.count.text(least)) to \(Figure.Unit.count.text(most))" }

    func map(_ change: (Double) -> Double) -> Samples { Samples(values.map(change)) }
}
