import Testing

@testable import Models

@Test(arguments: [
    (0.0, "$0.0000"), (0.00004, "$0.000040"), (0.0042, "$0.0042"), (0.07, "$0.0700"), (0.9949, "$0.9949"),
    (0.996, "$1.00"), (1.1, "$1.10"), (1234.567, "$1234.57"), (-0.25, "-$0.2500"),
])
func `an amount has the digits that tell something, rounded to the nearest`(_ amount: Double, _ text: String) {
    #expect(USD.text(amount) == text)
}

@Test(arguments: [
    (0.0, "$0.0000"), (0.0000001, "$0.000001"), (0.50004, "$0.5001"), (0.5, "$0.5000"), (1.1, "$1.10"),
    (1.101, "$1.11"),
])
func `what a cap leaves no room for is not said to be less`(_ amount: Double, _ text: String) {
    #expect(USD.atLeast(amount) == text)
}

@Test(arguments: [(3.0, "3"), (0.3, "0.30"), (3.75, "3.75"), (0.025, "0.025"), (0.0004, "0.0004"), (0.0, "0")])
func `a price keeps the digits that it has`(_ price: Double, _ text: String) {
    #expect(USD.price(price) == text)
}
