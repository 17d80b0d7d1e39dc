/// How far long work is.
enum WorkText: Message {
    case progress(isChecking: Bool, percent: UInt64, rate: UInt64, secondsLeft: UInt64)

    var english: String {
        switch self {
        case .progress(let isChecking, let percent, let rate, let left):
            "\(isChecking ? "Checking" : "Copying"): \(percent) %, \(rate)/s, about \(left) s left"
        }
    }

    var serbian: String {
        switch self {
        case .progress(let isChecking, let percent, let rate, let left):
            "\(isChecking ? "Provera" : "Kopiranje"): \(percent) %, \(rate)/s, još oko \(left) s"
        }
    }
}
