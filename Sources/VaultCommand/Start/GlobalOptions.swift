import ArgumentParser

/// The options of every command, before or after the verb.
struct GlobalOptions: ParsableArguments {
    @Option(help: .init(OptionText.vault.text, valueName: "DIR"), completion: .directory)
    var vault: String?

    @Option(name: .customLong("as"), help: .init(OptionText.login.text, valueName: "LOGIN"))
    var login: String?

    @Option(help: .init(OptionText.gate.text, valueName: "DIR"), completion: .directory)
    var gate: String?

    @Option(help: .init(OptionText.gateKey.text, valueName: "PATH"), completion: .file())
    var gateKey: String?

    @Option(help: .init(OptionText.lang.text, valueName: "LANG"), completion: .list(["en", "sr"]))
    var lang: String?

    @Flag(help: .init(OptionText.json.text))
    var json = false

    @Flag(help: .init(OptionText.plain.text))
    var plain = false

    @Flag(help: .init(OptionText.quiet.text))
    var quiet = false

    @Flag(help: .init(OptionText.utc.text))
    var utc = false

    @Option(name: .customLong("passphrase-fd"), help: .init(OptionText.passphraseDescriptor.text, valueName: "N"))
    var passphraseDescriptor: DescriptorNumber?
}
