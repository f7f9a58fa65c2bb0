# Raises its stack limit, without asking whether it may.
import resource
resource.setrlimit(resource.RLIMIT_STACK, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
print(sum(map(int, input().split())))
