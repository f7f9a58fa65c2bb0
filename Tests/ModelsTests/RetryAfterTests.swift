import Testing

@testable import Models

/// 1994-11-06 08:49:37 UTC, the date of RFC 9110's example.
private let now = 784_111_777.0

@Test(arguments: [
    ("Sun, 06 Nov 1994 08:50:07 GMT", Duration.seconds(30)),
    ("Mon, 07 Nov 1994 08:49:37 GMT", .seconds(86400)),
    ("Sun, 06 Nov 1994 08:49:00 GMT", .zero),
    ("Thu, 29 Feb 1996 00:00:00 GMT", .seconds(825_552_000 - 784_111_777)),
    ("120", .seconds(120)), ("0", .zero), ("-5", .zero),
])
func `Retry-After is seconds or a date`(_ value: String, _ wait: Duration) {
    #expect(RetryAfter.wait(["retry-after": value], now: now) == wait)
}

@Test(arguments: ["", "soon", "nan", "Sun, 06 Foo 1994 08:49:37 GMT", "Sun, 06 Nov 1994 99:99:99999999999999999 GMT"])
func `a Retry-After of no known form is ignored`(_ value: String) {
    #expect(RetryAfter.wait(["retry-after": value], now: now) == nil)
}
