# Exits with an output validator's status for a right answer.
raise SystemExit(42)
