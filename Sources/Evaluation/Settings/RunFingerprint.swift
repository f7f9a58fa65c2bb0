import Digests

/// Everything that a run's figures depend on, as far as it is known: in every report, and compared before two runs are.
///
/// What may differ between the sessions of one run (the machine, its toolchains, the version that a provider answers
/// with) is a list, sorted, without repetitions.
public struct RunFingerprint: Sendable, Codable, Equatable {
    /// `atlas.fingerprint/1`.
    public var schema = "atlas.fingerprint/1"
    /// What the run was begun with: data, method, models, prompts, limits.
    public var settings: EvalSettings
    /// The versions of atlas that worked on it.
    public var atlas: [String]
    /// The toolchains of its language: what they print about their version.
    public var toolchains: [String]
    /// The machines.
    public var hosts: [HostDescription]
    /// The models as their servers named themselves, for each name that the user gave: `gpt-5` → `gpt-5-2025-08-07`.
    public var models: [ModelVersion]

    /// A model as its server names it.
    public struct ModelVersion: Sendable, Codable, Hashable {
        /// The model as the user named it.
        public var name: String
        /// The model as the server named it in its answers.
        public var version: String

        /// Names a model.
        public init(name: String, version: String) {
            self.name = name
            self.version = version
        }
    }

    /// Describes a run.
    public init(
        settings: EvalSettings, atlas: [String], toolchains: [String], hosts: [HostDescription],
        models: [ModelVersion]
    ) {
        self.settings = settings
        self.atlas = Set(atlas).sorted()
        self.toolchains = Set(toolchains).sorted()
        self.hosts = Set(hosts).sorted {
            ($0.name, $0.kernel, $0.processor, $0.cores) < ($1.name, $1.kernel, $1.processor, $1.cores)
        }
        self.models = Set(models).sorted { ($0.name, $0.version) < ($1.name, $1.version) }
    }

    /// A short name of it: the first 12 digits of the SHA-256 of its JSON with sorted keys.
    public var hash: String {
        do {
            return String(Digest.sha256(try StoredJSON.text(self)).prefix(12))
        } catch {
            preconditionFailure("a fingerprint could not be written as JSON: \(error)")
        }
    }
}
