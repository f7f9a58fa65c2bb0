# Tries to raise its stack limit.
import resource
try:
    resource.setrlimit(resource.RLIMIT_STACK, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
except (ValueError, OSError):
    pass
print(sum(map(int, input().split())))
