// Reads a line.
let words = (readLine() ?? "").split(separator: " ")
print(words.compactMap { Int($0) }.reduce(0, +))
