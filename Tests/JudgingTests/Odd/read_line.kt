// Reads a line.
fun main() { println(readLine()!!.trim().split(" ").map { it.toLong() }.sum()) }
