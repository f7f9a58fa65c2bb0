"""ABC 326 D: any grid with one A, B and C in each row and column, whose leftmost and topmost letters are given."""


def check(given, expected, output):
    size, rows, columns = given.split()
    size, words = int(size), output.split()
    if expected.split()[0] == "No" or words[:1] != ["Yes"]:
        return words == expected.split()[:1], "expected " + expected.split()[0]
    grid = words[1:]
    if len(grid) != size or any(len(row) != size for row in grid):
        return False, "not a grid of %d rows and columns" % size
    turned = ["".join(row[i] for row in grid) for i in range(size)]
    for lines, firsts in ((grid, rows), (turned, columns)):
        for line, first in zip(lines, firsts):
            letters = line.replace(".", "")
            if sorted(letters) != ["A", "B", "C"] or letters[0] != first:
                return False, "the line %s does not fit" % line
    return True
