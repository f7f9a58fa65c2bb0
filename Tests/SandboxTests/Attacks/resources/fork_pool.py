# Starts workers through multiprocessing, without end, each of which starts more.
# Contained: the run ends by its limit of processes.
#
# Ends: limit processes or exit 1
import multiprocessing
import time


def work():
    multiprocessing.current_process().daemon = False
    while True:
        multiprocessing.Process(target=work).start()
        time.sleep(0.001)


if __name__ == "__main__":
    work()
