"""Starts processes, starts them again when they die, and ends every one of them."""

import contextlib
import ctypes
import os
import pwd
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil

PR_SET_PDEATHSIG = 1
PR_SET_CHILD_SUBREAPER = 36
LONGEST_PAUSE = 10.0
STEADY_AFTER = 30.0


def nothing() -> None:
    """What a child needs done before it starts, unless it says otherwise."""


def always() -> bool:
    """When a child counts as ready, unless it says otherwise."""
    return True


@dataclass
class Child:
    """One process: how to start it, how to know that it serves, how to end it."""

    name: str
    command: list[str]
    log: Path
    folder: Path
    environ: Mapping[str, str] | None = None
    user: pwd.struct_passwd | None = None
    stop_with: signal.Signals = signal.SIGTERM
    patience: float = 10.0
    before: Callable[[], None] = nothing
    ready: Callable[[], bool] = always
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)
    started: float = field(default=0.0, init=False)
    pause: float = field(default=0.0, init=False)
    due: float = field(default=0.0, init=False)

    @property
    def alive(self) -> bool:
        return self.process is not None and self.process.returncode is None

    def start(self) -> None:
        """Starts the process in a session of its own, so that Ctrl-C reaches only us."""
        self.before()
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(  # noqa: S603
                self.command,
                cwd=self.folder,
                env=self.environ,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=_dies_with_us(self.stop_with),
                **identity(self.user),
            )
        self.started = time.monotonic()

    def wait_until_ready(self, seconds: float) -> bool:
        """Whether it serves before the time is up; no, at once, if it ends."""
        end = time.monotonic() + seconds
        while time.monotonic() < end and self.process is not None:
            if self.process.poll() is not None:
                return False
            if self.ready():
                return True
            time.sleep(0.05)
        return False

    def stop(self) -> None:
        """Asks it to end, waits, and then ends whatever is left of its session."""
        if self.process is None:
            return
        if self.process.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                self.process.send_signal(self.stop_with)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(self.patience)
        self.sweep()
        self.process.wait()

    def sweep(self) -> None:
        """Ends what the process left behind; a session's number is not reused while it lives."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)

    def last_words(self, lines: int = 3) -> str:
        """The end of its log."""
        try:
            return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])
        except OSError:
            return ""


class Supervisor:
    """Keeps children alive until it is told to stop."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self.say = say
        self.children: list[Child] = []

    def start(self, child: Child, seconds: float = 60.0) -> bool:
        """Whether the child serves; from now on it is watched and ended with the others."""
        self.children.append(child)
        child.start()
        return child.wait_until_ready(seconds)

    def watch(self) -> None:
        """Starts dead children again, for ever; ends by an exception such as KeyboardInterrupt."""
        adopt_orphans()
        while True:
            for child in self.children:
                self.look_after(child)
            reap_orphans({c.process.pid for c in self.children if c.process is not None})
            time.sleep(0.1)

    def look_after(self, child: Child) -> None:
        """Starts the child again if it ended and its pause is over."""
        now = time.monotonic()
        if child.process is not None:
            if child.process.poll() is None:
                return
            child.sweep()
            self._pause(child, reason(child.process.returncode))
            child.process = None
        if now >= child.due:
            try:
                child.start()
            except OSError as error:
                self._pause(child, str(error))

    def _pause(self, child: Child, why: str) -> None:
        now = time.monotonic()
        steady = now - child.started > STEADY_AFTER
        child.pause = 0.2 if steady or not child.pause else min(child.pause * 2, LONGEST_PAUSE)
        child.due = now + child.pause
        self.say(f"{child.name} ended ({why}); starting it again.")

    def stop(self) -> None:
        """Ends the children, the last one started first."""
        for child in reversed(self.children):
            child.stop()
        self.children.clear()


def identity(user: pwd.struct_passwd | None) -> dict[str, Any]:
    """What subprocess must be told to run something as `user`."""
    if user is None:
        return {}
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def reason(status: int) -> str:
    """How a process ended, in words."""
    if status >= 0:
        return f"status {status}"
    try:
        return signal.Signals(-status).name
    except ValueError:
        return f"signal {-status}"


def adopt_orphans() -> None:
    """On Linux, children of our children come to us when their parent dies, and we reap them."""
    if sys.platform == "linux":
        _prctl(PR_SET_CHILD_SUBREAPER, 1)


def end_descendants() -> None:
    """Ends whatever we or our children started and that is still there."""
    left = psutil.Process().children(recursive=True)
    for process in left:
        with contextlib.suppress(psutil.NoSuchProcess):
            process.kill()
    psutil.wait_procs(left, timeout=10)


def reap_orphans(known: set[int]) -> None:
    """Clears away the ended processes that nobody else waits for."""
    if sys.platform != "linux":
        return
    with contextlib.suppress(ChildProcessError):
        while found := os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT):
            if found.si_pid in known:
                return
            os.waitpid(found.si_pid, 0)


def _dies_with_us(with_signal: signal.Signals) -> Callable[[], None] | None:
    """A step between fork and exec: the kernel ends the child if we are killed outright."""
    if sys.platform != "linux":
        return None
    parent = os.getpid()

    def step() -> None:
        _prctl(PR_SET_PDEATHSIG, int(with_signal))
        if os.getppid() != parent:
            os._exit(1)

    return step


_libc = ctypes.CDLL(None, use_errno=True)


def _prctl(option: int, value: int) -> None:
    _libc.prctl(option, value, 0, 0, 0)
