# SPDX-License-Identifier: BSL-1.0
"""Programs and folders of tests. They are removed with the test, even if it is terminated."""

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile

STOP = 15.0  # seconds to wait for the end of a program

_running = {}
_folders = set()


def start(command, **more):
    """Starts a program in a separate process group, so that its children end with it."""
    process = subprocess.Popen(command, start_new_session=True, **more)
    _running[process.pid] = process
    return process


def _signal(process, number):
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, number)


def stop(process, number=signal.SIGTERM):
    """Ends the program with the signal; returns its status, or None if it had to be killed."""
    process.send_signal(number)
    try:
        status = process.wait(STOP)
    except subprocess.TimeoutExpired:
        status = None
    _signal(process, signal.SIGKILL)  # ends its remaining children
    process.wait()
    _running.pop(process.pid, None)
    return status


def run(command, data=None, seconds=60, **more):
    """Runs a program to its end; returns (status, output, errors), or None if it had to be
    killed."""
    process = start(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        **more,
    )
    try:
        output, errors = process.communicate(data, timeout=seconds)
    except subprocess.TimeoutExpired:
        stop(process, signal.SIGKILL)
        return None, *process.communicate()
    _running.pop(process.pid, None)
    return process.returncode, output, errors


def make_folder(prefix):
    folder = tempfile.mkdtemp(prefix=prefix)
    _folders.add(folder)
    return folder


def remove_folder(folder):
    shutil.rmtree(folder, ignore_errors=True)
    _folders.discard(folder)


def _end(number, _):
    """Ends the process, because unittest treats an exception as a failure of one test and
    continues."""
    for process in list(_running.values()):
        _signal(process, signal.SIGKILL)
    for folder in list(_folders):
        shutil.rmtree(folder, ignore_errors=True)
    os._exit(128 + number)


for _number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
    signal.signal(_number, _end)
