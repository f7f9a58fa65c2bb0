/// Finds the name a user most likely meant.
package enum NearestName {
    /// The known name closest to `name`, or nil when none is close enough to be a slip.
    ///
    /// A slip changes at most a third of the letters, and two in a short name, but never more than half of it.
    package static func nearest(to name: String, among known: some Sequence<String>) -> String? {
        let wanted = Array(name.lowercased().utf8)
        var best: (name: String, distance: Int)?
        var limit = max(2, wanted.count / 3)
        for candidate in known {
            let bytes = Array(candidate.lowercased().utf8)
            guard abs(bytes.count - wanted.count) <= limit else { continue }
            let distance = editDistance(wanted, bytes)
            guard distance <= limit, 2 * distance <= max(bytes.count, wanted.count) else { continue }
            best = (candidate, distance)
            limit = distance - 1
            if distance == 0 { break }
        }
        return best?.name
    }

    /// Levenshtein's distance: how many bytes are inserted, removed or replaced.
    package static func editDistance(_ first: [UInt8], _ second: [UInt8]) -> Int {
        var row = Array(0...second.count)
        for (i, byte) in first.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, other) in second.enumerated() {
                let replaced = diagonal + (byte == other ? 0 : 1)
                diagonal = row[j + 1]
                row[j + 1] = min(replaced, row[j] + 1, diagonal + 1)
            }
        }
        return row[second.count]
    }
}
