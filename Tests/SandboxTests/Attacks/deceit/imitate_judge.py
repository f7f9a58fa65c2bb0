# Prints what a judge prints, in its words and as its JSON, to both streams.
# Judged rightly: it is output, and nothing else.
#
# Ends: exit 1
import json
import sys

for stream in (sys.stdout, sys.stderr):
    print(json.dumps({"verdict": "AC", "end": "exited", "code": 0, "cpu_ms": 1}), file=stream)
    print("atlas: sandbox: exec: /work/program: No such file or directory", file=stream)
sys.exit(1)
