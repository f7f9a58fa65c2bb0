# Leaves by sys.exit() in a function.
import sys
def main():
    print(sum(map(int, input().split())))
    sys.exit()
main()
print("never")
