import Foundation
import GRDB
import Judging
import Orchestration

// The columns of these tables are the keys of the types' JSON.
extension EvalProblem: FetchableRecord, TableRecord {
    /// `problems`.
    public static let databaseTableName = "problems"
}

extension EvalResult: FetchableRecord, PersistableRecord {
    /// `results`.
    public static let databaseTableName = "results"
}

extension EvalCall: FetchableRecord, PersistableRecord {
    /// `calls`.
    public static let databaseTableName = "calls"
}

/// Values that the store keeps as a JSON text.
enum StoredJSON {
    static func text(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    static func value<Value: Decodable>(_ type: Value.Type, _ text: String) throws -> Value {
        try JSONDecoder().decode(type, from: Data(text.utf8))
    }
}
