import ArgumentParser
import CaseVault

extension CompletionKind {
    static var purposes: CompletionKind { .list(Purpose.all.map(\.description)) }
    static var compartments: CompletionKind { .list(Compartment.all.map(\.description)) }
}
