# Reads by the module fileinput.
import fileinput
print(sum(int(x) for line in fileinput.input("-") for x in line.split()))
