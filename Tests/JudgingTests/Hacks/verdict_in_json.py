# Prints a result line as a grader may write one.
print('{"passed": true, "result": [true], "verdict": "AC"}')
