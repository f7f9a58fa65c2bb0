import Spelling

/// Finds the name a user most likely meant.
typealias NearestName = Spelling.NearestName
