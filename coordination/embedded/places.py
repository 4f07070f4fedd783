"""Where the embedded servers live: folders, sockets, passwords, and the user that runs them."""

import contextlib
import importlib.util
import json
import os
import pwd
import secrets
import shutil
import stat
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from coordination.database import names_a_database

BASE_DIR = Path(__file__).resolve().parents[2]

# A socket address holds 107 bytes on Linux and 103 on macOS, PostgreSQL's file name included.
LONGEST_SOCKET_FOLDER = 103 - len("/.s.PGSQL.5432")
SPACE_NEEDED = 400 * 1024 * 1024


class Trouble(Exception):
    """Something that the reader can mend; the message says how."""


@dataclass(frozen=True)
class Places:
    """Every path that the embedded servers use."""

    var: Path  # ours: addresses, lock, logs
    home: Path  # the servers': data and passwords; var itself unless they may not enter it
    sockets: Path
    runner: pwd.struct_passwd | None  # who runs the servers when we are root

    def give(self, path: Path) -> None:
        """Makes the user of the servers the owner of `path`."""
        if self.runner is not None:
            os.chown(path, self.runner.pw_uid, self.runner.pw_gid)

    @property
    def postgres(self) -> Path:
        return self.home / "postgres"

    @property
    def valkey(self) -> Path:
        return self.home / "valkey"

    @property
    def admin(self) -> str:
        """The address of PostgreSQL's superuser, for making roles."""
        password = passwords_of(self.home)["postgres"]
        return f"postgres://postgres:{password}@/postgres?host={self.sockets}"

    @property
    def logs(self) -> Path:
        return self.var / "log"


def wanted(environ: Mapping[str, str]) -> bool:
    """Whether the servers are left to us: not in production, not where a database is named."""
    production = environ.get("DEBUG", "1").lower() in ("0", "false", "no", "off")
    return not production and not names_a_database(environ)


def var_folder(environ: Mapping[str, str]) -> Path:
    """The folder for everything that is made while running."""
    return Path(environ.get("ACCORD_VAR") or BASE_DIR / "var").absolute()


def addresses(var: Path) -> dict[str, str]:
    """The addresses of the embedded servers, whether they are up or not."""
    try:
        known: dict[str, str] = json.loads((var / "servers.json").read_text())
    except FileNotFoundError:
        return database_addresses(var / "run", dict.fromkeys(("owner", "web", "clerk"), "unknown"))
    except (PermissionError, json.JSONDecodeError) as error:
        raise Trouble(
            f"{var / 'servers.json'} cannot be read ({error}). Run Accord as the user who started "
            "it first, or remove the file and run `make run` again."
        ) from error
    return known


def database_addresses(sockets: Path, passwords: Mapping[str, str]) -> dict[str, str]:
    """The addresses of both servers behind `sockets`, named as in the environment."""
    url = "postgres://{role}:{password}@/accord?host={sockets}"
    named = {"DATABASE_URL": "web", "CLERK_DATABASE_URL": "clerk", "OWNER_DATABASE_URL": "owner"}
    return {
        name: url.format(role=role, password=passwords[role], sockets=sockets)
        for name, role in named.items()
    } | {"REDIS_URL": f"unix://{sockets}/valkey.sock?db=0"}


def prepare(var: Path) -> Places:
    """The folders, made and owned by the right user."""
    try:
        var.mkdir(parents=True, exist_ok=True)
        (var / "log").mkdir(exist_ok=True)
        runner = unprivileged_user(var) if os.geteuid() == 0 else None
        home = home_of(var, runner)
        sockets = home / "run"
        if len(os.fsencode(sockets)) > LONGEST_SOCKET_FOLDER:
            sockets = short_folder(home, runner)
        places = Places(var, home, sockets, runner)
        for folder in (sockets, places.valkey):
            folder.mkdir(mode=0o700, exist_ok=True)
            folder.chmod(0o700)
            places.give(folder)
    except OSError as error:
        raise Trouble(
            f"{error.filename} cannot be written ({error.strerror}). Give {user_name()} write "
            "permission there (or set ACCORD_VAR to a folder of yours), then try again."
        ) from error
    check_space(home)
    return places


def user_name() -> str:
    """The name of the user that runs this process, or its number."""
    try:
        return pwd.getpwuid(os.geteuid()).pw_name
    except KeyError:
        return f"user {os.geteuid()}"


def unprivileged_user(var: Path) -> pwd.struct_passwd:
    """Whoever owns the checkout, unless that is root as well; then nobody."""
    owner = var.stat().st_uid or BASE_DIR.stat().st_uid
    if owner:
        with contextlib.suppress(KeyError):
            return pwd.getpwuid(owner)
    return pwd.getpwnam("nobody")


def home_of(var: Path, runner: pwd.struct_passwd | None) -> Path:
    """The folder of the servers: `var`, or one elsewhere when their user cannot enter it."""
    if runner is None or may_enter(var, runner):
        return var
    link = var / "servers"
    if not link.exists():
        link.unlink(missing_ok=True)
        parent = "/var/lib" if os.access("/var/lib", os.W_OK) else "/var/tmp"  # noqa: S108
        made = Path(tempfile.mkdtemp(prefix="accord-", dir=parent))
        made.chmod(0o711)
        link.symlink_to(made)
        print(  # noqa: T201
            f"{runner.pw_name} cannot enter {var}, so the servers keep their data in {made} "
            f"(linked as {link})."
        )
    return link.resolve()


def may_enter(folder: Path, user: pwd.struct_passwd) -> bool:
    """Whether `user` may pass through every folder on the way."""
    for step in (folder, *folder.parents):
        info = step.stat()
        if info.st_uid == user.pw_uid:
            needed = stat.S_IXUSR
        elif info.st_gid == user.pw_gid:
            needed = stat.S_IXGRP
        else:
            needed = stat.S_IXOTH
        if not info.st_mode & needed:
            return False
    return True


def short_folder(home: Path, runner: pwd.struct_passwd | None) -> Path:
    """A folder with a short path, kept behind a link so that the next start finds it again."""
    link = home / "run-elsewhere"
    # In a folder where everybody may write, somebody else may have taken the name meanwhile.
    owners = {os.geteuid(), runner.pw_uid if runner else os.geteuid()}
    if link.is_symlink() and link.exists() and link.stat().st_uid in owners:
        return link.resolve()
    link.unlink(missing_ok=True)
    made = Path(tempfile.mkdtemp(prefix="accord-", dir="/tmp"))
    link.symlink_to(made)
    return made


def wheel_folder(package: str) -> Path:
    """Where a wheel's files lie. Nothing is imported: one of them makes folders when it is."""
    found = importlib.util.find_spec(package)
    if found is None or not found.submodule_search_locations:
        return Path("/nonexistent")
    return Path(found.submodule_search_locations[0])


def check_space(home: Path) -> None:
    """Raises unless a new database fits on the disk."""
    free = shutil.disk_usage(home).free
    if free < SPACE_NEEDED and not (home / "postgres").exists():
        raise Trouble(
            f"Only {free // 2**20} MB are free where {home} lies; the servers need "
            f"{SPACE_NEEDED // 2**20} MB. Make room, or set ACCORD_VAR to a folder on another disk."
        )


def passwords_of(home: Path) -> dict[str, str]:
    """The passwords of the roles and the site's secret key, made once, readable by us alone."""
    file = home / "secrets.json"
    if not file.exists():
        if (home / "postgres").exists():
            raise Trouble(
                f"{file} is gone, and with it the passwords to the data in {home / 'postgres'}. "
                "Put it back, or move that folder away to begin with an empty database."
            )
        made = {role: secrets.token_urlsafe(24) for role in ("postgres", "owner", "web", "clerk")}
        write_private(file, made | {"SECRET_KEY": secrets.token_urlsafe(50)})
    known: dict[str, str] = json.loads(file.read_text())
    return known


def write_private(file: Path, content: Mapping[str, str]) -> None:
    """Writes the file in one step, readable by us alone."""
    draft = file.with_name(file.name + ".new")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as stream:
        json.dump(content, stream, indent=1)
    draft.replace(file)
