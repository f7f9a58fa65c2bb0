# Makes the machine's calls from Python, without a compiler: mounts, traces, takes a namespace.
# Contained: refused, and the report names the calls.
#
# Ends: exit 0
# Prints: 0 of 4 done
# Refused: mount, unshare, ptrace, chroot
import ctypes
import sys

libc = ctypes.CDLL(None, use_errno=True)
done = sum(
    [
        libc.mount(b"tmpfs", b"/work", b"tmpfs", 0, None) == 0,
        libc.unshare(0x10000000) == 0,  # CLONE_NEWUSER
        libc.ptrace(0, 0, 0, 0) == 0,  # PTRACE_TRACEME
        libc.chroot(b"/work") == 0,
    ]
)
print(done, "of 4 done")
sys.exit(done != 0)
