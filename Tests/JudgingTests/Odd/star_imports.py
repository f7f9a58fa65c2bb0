# Imports all names of modules that hide builtins.
from os import *
from math import *
import sys
print(sum(map(int, sys.stdin.read().split())))
