// Reads line by line, by events.
const lines = require("readline").createInterface({ input: process.stdin });
lines.on("line", (line) => { const [a, b] = line.split(" ").map(Number); console.log(a + b); });
