/// One quantity, measured once a round.
struct Samples: Codable {
    let values: [Double]

    init(_ values: [Double]) { self.values = values.sorted() }

    /// The middle one; of an even number the lower, so that it is a value that was measured.
    var median: Double { values.isEmpty ? .nan : values[(values.count - 1) / 2] }
    var least: Double { values.first ?? .nan }
    var most: Double { values.last ?? .nan }

    func map(_ change: (Double) -> Double) -> Samples { Samples(values.map(change)) }
}
