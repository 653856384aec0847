"""Runs commands one after another. Prints how long they took, and the largest peak memory of any of them, as JSON.

Reads `{"commands": [{"argv": [...], "stdout": "<file>"}], "limit": <seconds>}` from stdin. Python, because Node.js does not say
how much memory a child needed."""

import json
import resource
import signal
import subprocess
import sys
import tempfile
import time

request = json.load(sys.stdin)
child = None
is_over = False


def stop(*_):
    global is_over
    is_over = True
    if child is not None:
        child.kill()


signal.signal(signal.SIGALRM, stop)
signal.setitimer(signal.ITIMER_REAL, request["limit"])
errors = tempfile.TemporaryFile()
status = 0
start = time.perf_counter()
for command in request["commands"]:
    with open(command["stdout"], "wb") as stdout:
        child = subprocess.Popen(command["argv"], stdin=subprocess.DEVNULL, stdout=stdout, stderr=errors)
        status = child.wait()
    if status != 0 or is_over:
        break
seconds = time.perf_counter() - start
usage = resource.getrusage(resource.RUSAGE_CHILDREN)
errors.seek(0)
print(
    json.dumps(
        {
            "seconds": seconds,
            "cpu": usage.ru_utime + usage.ru_stime,
            "mebibytes": usage.ru_maxrss / 1024,
            "status": status,
            "isOver": is_over,
            "errors": errors.read().decode(errors="replace")[-2000:],
        }
    )
)
